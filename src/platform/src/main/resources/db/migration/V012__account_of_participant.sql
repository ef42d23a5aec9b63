-- Accounts of one participant are found as fast as all of a kind, however many the others have. Balances are not in it,
-- so that a posting does not touch it.
create index account_participant on account (programme, kind, participant, id) where participant is not null;
