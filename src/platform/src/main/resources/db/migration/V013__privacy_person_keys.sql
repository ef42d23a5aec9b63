-- A key for each person: the pseudonym is made with it and personal data is sealed under it. When it is destroyed the row
-- stays as a tombstone, so that books and ledger keep their sums; who it was can't be found any more, by anybody.
-- Pseudonyms made before with one key for all are left as they are: no installation before this one outlives a reset.
create table person_key (
    pseudonym         text        primary key check (pseudonym ~ '^[a-z2-7]{32}$'),
    look_up           bytea       unique,
    sealed_key        bytea,
    last_used_at      timestamptz not null,
    destroyed_at      timestamptz,
    destroyed_because text        check (length(destroyed_because) <= 200),
    check ((destroyed_at is null) = (look_up is not null)),
    check ((destroyed_at is null) = (sealed_key is not null)),
    check ((destroyed_at is null) = (destroyed_because is null))
);
create index person_key_last_used on person_key (last_used_at) where destroyed_at is null;
-- What is still to be wrapped under the newest key: sealed bytes begin with their key's id.
create index person_key_wrapping on person_key (substring(sealed_key for 5), pseudonym) where destroyed_at is null;
