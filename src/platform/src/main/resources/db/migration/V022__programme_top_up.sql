-- A round that tops up an earlier one: how far the run is that asks again for everybody entitled there.
create table programme_top_up (
    programme   text        not null references programme (id),
    round       text        not null,
    from_round  text        not null,
    -- The last request of the earlier round that was looked at, in the order of ids.
    last_id     uuid        not null default '00000000-0000-0000-0000-000000000000',
    looked_at   bigint      not null default 0,
    made        bigint      not null default 0,
    next_at     timestamptz not null default now(),
    finished_at timestamptz,
    primary key (programme, round)
);
-- A run goes through an earlier round in this order.
create index request_of_round on request (programme, round, id);
