-- Many instructions go to a participant in one file, and are answered by reports.
create table disbursement_file (
    id          uuid        primary key,
    batch       uuid        not null references disbursement_batch,
    participant text        not null references participant,
    channel     text        not null,
    money       text        not null,
    made_at     timestamptz not null,
    sent_at     timestamptz
);
create index disbursement_file_unsent on disbursement_file (batch) where sent_at is null;

-- Where a person wants money to go: never changed, the newest that is in effect counts.
create table payee_choice (
    id             uuid        primary key,
    subject        text        not null,
    participant    text        not null references participant,
    channel        text        not null check (channel in ('bank-account', 'promptpay-national-id', 'promptpay-mobile',
                                                           'e-wallet', 'card-wallet')),
    account_sealed bytea       not null,
    chosen_through text        not null,
    chosen_at      timestamptz not null,
    effective_from timestamptz not null
);
create index payee_choice_of on payee_choice (subject, effective_from desc);

alter table disbursement_instruction
    add column file uuid references disbursement_file,
    add column choice uuid references payee_choice,
    add column stated_on date;
create index disbursement_instruction_file on disbursement_instruction (file, id) where file is not null;

-- Money is committed on one participant's chain; it moves when another is to pay. A held pay-out is paid by nobody until
-- people have settled what its participants said.
alter table disbursement
    add column committed_with text references participant,
    drop constraint disbursement_state_check,
    add check (state in ('waiting', 'in-batch', 'held', 'paid', 'returned'));
update disbursement set committed_with = participant;
alter table disbursement alter column committed_with set not null;

create table disbursement_report (
    participant text        not null references participant,
    id          text        not null,
    content     bytea       not null,
    received_at timestamptz not null,
    primary key (participant, id)
);

create table bank_statement (
    participant    text        not null references participant,
    id             text        not null,
    account        text        not null,
    sequence       bigint      not null,
    closing_satang bigint      not null,
    received_at    timestamptz not null,
    primary key (participant, id)
);
create index bank_statement_newest on bank_statement (participant, account, sequence desc);

-- What people have to look at: nobody's money moves by it.
create table disbursement_incident (
    id          bigint      generated always as identity primary key,
    kind        text        not null,
    participant text        not null references participant,
    instruction uuid,
    message     text        not null,
    at          timestamptz not null,
    settled_at  timestamptz,
    settled_by  text,
    check ((settled_at is null) = (settled_by is null))
);
create index disbursement_incident_open on disbursement_incident (id) where settled_at is null;
create unique index disbursement_incident_once on disbursement_incident (participant, kind, message, coalesce(instruction::text, ''))
    where settled_at is null;
