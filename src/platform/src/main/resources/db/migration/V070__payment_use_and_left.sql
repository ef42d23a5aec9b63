-- How much each payer, merchant and participant has paid or been paid in a programme: in the day and the minute (both in
-- Thailand) of the last payment, and over all days before. One row each, written with the payments of a group.
create table spending_use (
    programme       text    collate "C" not null,
    who             text    collate "C" not null check (who in ('payer', 'merchant', 'participant')),
    subject         text    collate "C" not null,
    day             date        not null,
    day_payments    bigint      not null,
    day_satang      bigint      not null,
    minute          timestamptz not null,
    minute_payments bigint      not null,
    minute_satang   bigint      not null,
    past_days       int         not null default 0,
    past_satang     bigint      not null default 0,
    primary key (programme, who, subject)
) with (fillfactor = 70); -- room for new counts on the same page: no index is touched by them

-- What was left in the wallet: who spends nearly all at once may be selling the money. None when nothing was paid.
alter table payment add left_satang bigint;
-- Rows come in the order of their time, so this is a few bytes for a megabyte of payments.
create index payment_asked_at on payment using brin (asked_at) with (pages_per_range = 32);
