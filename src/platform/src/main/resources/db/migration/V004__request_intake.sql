-- Citizen id, account and answers are sealed; everything else names the person by pseudonym only.
create table request (
    id              uuid        primary key,
    client          text        not null,
    key             text        not null check (length(key) between 1 and 100),
    programme       text        not null references programme,
    participant     text        not null references participant,
    subject         text        not null,
    personal_sealed bytea       not null,
    state           text        not null check (state in ('received', 'in-process', 'referred', 'approved',
                                                          'disbursing', 'paid', 'rejected', 'failed')),
    district        text,
    amount_satang   bigint      check (amount_satang >= 0),
    reason_code     text,
    reason_th       text,
    reason_en       text,
    decided_by      text,
    received_at     timestamptz not null,
    unique (client, key)
);
-- Nobody is paid twice: one request lives for each programme and person.
create unique index request_one_live on request (programme, subject) where state not in ('rejected', 'failed');
create index request_waiting on request (received_at, id) where state = 'received';
create index request_subject on request (subject, received_at);

create table request_history (
    request_id  uuid        not null references request,
    step        int         not null,
    state       text        not null,
    at          timestamptz not null,
    reason_code text,
    decided_by  text,
    primary key (request_id, step)
);

create table request_evidence (
    request_id    uuid        not null references request,
    registry      text        not null check (registry in ('citizen', 'revenue', 'deposits', 'corrections', 'sanctions')),
    answer_sealed bytea       not null,
    looked_up_at  timestamptz not null,
    primary key (request_id, registry)
);
