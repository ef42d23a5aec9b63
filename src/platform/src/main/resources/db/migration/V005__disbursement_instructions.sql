create table disbursement (
    id            uuid        primary key,
    request_id    uuid        not null unique,
    programme     text        not null,
    participant   text        not null references participant,
    subject       text        not null,
    payee_sealed  bytea       not null,
    amount_satang bigint      not null check (amount_satang > 0),
    district      text        not null,
    state         text        not null check (state in ('opened', 'instructed', 'answered', 'confirmed', 'cancelled')),
    outcome       text        check (outcome in ('credited', 'refused')),
    wallet_id     uuid,
    reason_code   text,
    opened_at     timestamptz not null,
    answered_at   timestamptz,
    handed_on     boolean     not null default false,
    check ((outcome = 'credited') = (wallet_id is not null)),
    check ((outcome = 'refused') = (reason_code is not null))
);
create index disbursement_not_handed_on on disbursement (answered_at) where outcome is not null and not handed_on;
