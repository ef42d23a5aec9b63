-- A request that was turned down waits for its appeal's decision in state 'appealed'; the history says 'upheld' or 'granted'.
alter table request drop constraint request_state_check;
alter table request add constraint request_state_check check (state in ('received', 'in-process', 'referred', 'approved',
    'disbursing', 'paid', 'rejected', 'failed', 'appealed'));

-- One appeal for each decision, that is for each time a request was turned down.
create table appeal (
    id             uuid        primary key,
    request_id     uuid        not null references request,
    step           int         not null,
    client         text        not null,
    key            text        not null check (length(key) between 1 and 100),
    grounds_sealed bytea       not null,
    amount_satang  bigint      not null check (amount_satang >= 0),
    started        boolean     not null default false,
    received_at    timestamptz not null,
    unique (request_id, step),
    unique (client, key)
);
create index appeal_waiting on appeal (received_at) where not started;
