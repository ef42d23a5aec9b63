create table disbursement (
    id            uuid        primary key,
    programme     text        not null,
    payee_ref     text        not null,
    content_hash  bytea       not null,
    amount_satang bigint      not null check (amount_satang > 0),
    outcome       text        not null check (outcome in ('credited', 'refused')),
    reason_code   text        check ((reason_code is null) = (outcome = 'credited')),
    wallet        uuid        references wallet check ((wallet is null) = (outcome = 'refused')),
    received_at   timestamptz not null default now(),
    -- The answer's way to the platform.
    heard_at      timestamptz,
    tries         int         not null default 0,
    next_try_at   timestamptz not null default now()
);
create index disbursement_unheard on disbursement (next_try_at) where heard_at is null;
