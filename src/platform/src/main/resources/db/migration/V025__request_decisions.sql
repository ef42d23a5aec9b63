-- Every evaluation of an eligibility table in a request's process: which version, which rules, what came of it. What it
-- was decided on is sealed under the person's key. Only ever added to.
create table request_decision (
    request_id    uuid        not null references request,
    number        bigint      generated always as identity,
    table_id      text        not null,
    definition    text        not null,
    version       int         not null,
    outcome       text        not null,
    amount_satang bigint      not null,
    reason_code   text        not null,
    reason_th     text        not null,
    reason_en     text        not null,
    rules         jsonb       not null,
    basis_sealed  bytea       not null,
    decided_at    timestamptz not null,
    primary key (request_id, number)
);
create trigger request_decision_is_insert_only before update or delete on request_decision
    for each row execute function refuse_change();
alter table request_decision enable always trigger request_decision_is_insert_only;
