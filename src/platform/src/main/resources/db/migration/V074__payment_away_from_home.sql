-- Whether the merchant's district is not the payer's: who paid in several districts within minutes is among these few, and
-- nobody else need be looked at.
alter table payment add away boolean not null default false;
create index payment_away on payment (asked_at) where away and outcome = 'authorised';
