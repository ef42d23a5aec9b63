-- The pages this bank agreed to: the same number is never agreed to twice with other content.
create table ledger_reviewed_page (
    programme        text        not null,
    number           bigint      not null check (number > 0),
    first_transition bigint      not null check (first_transition > 0),
    transitions      int         not null check (transitions > 0),
    merkle_root      bytea       not null check (octet_length(merkle_root) = 32),
    wrapped_key      bytea       not null,
    committed_satang bigint      not null check (committed_satang >= 0),
    disbursed_satang bigint      not null check (disbursed_satang >= 0),
    spent_satang     bigint      not null check (spent_satang >= 0),
    reversed_satang  bigint      not null check (reversed_satang >= 0),
    returned_satang  bigint      not null check (returned_satang >= 0),
    settled_satang   bigint      not null check (settled_satang >= 0),
    reviewed_at      timestamptz not null default now(),
    primary key (programme, number)
);
