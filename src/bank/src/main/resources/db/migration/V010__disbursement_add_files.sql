-- Money of a person's own, beside the wallets of programmes.
alter table book_account drop constraint book_account_kind_check,
    add constraint book_account_kind_check check (kind in ('scheme', 'wallet', 'deposit', 'merchant'));

alter table customer add column deceased boolean not null default false;

-- PromptPay: what is linked to a customer, found by a keyed hash as citizens are.
create table customer_proxy (
    kind       text  not null check (kind in ('NATID', 'MSISDN', 'EWALLETID')),
    value_hash bytea not null,
    customer   uuid  not null references customer,
    primary key (kind, value_hash)
);
create index customer_proxy_customer on customer_proxy (customer);

-- One bulk instruction, taken whole or not at all.
create table disbursement_file (
    message_id   text        primary key,
    content_hash bytea       not null,
    received_at  timestamptz not null default now()
);

-- The customer's account that was credited is a wallet or a deposit.
alter table disbursement rename column wallet to credited;
alter table disbursement drop constraint disbursement_wallet_fkey,
    add constraint disbursement_credited_fkey foreign key (credited) references book_account,
    add column file text references disbursement_file;
-- What came in a file is answered by files.
drop index disbursement_unheard;
create index disbursement_unheard on disbursement (next_try_at) where heard_at is null and file is null;

-- Files on their way to the platform; under one id always the same content, dropped once the platform has it.
create table outgoing_file (
    id          text        primary key,
    path        text        not null,
    content     bytea       check (content is not null or heard_at is not null),
    heard_at    timestamptz,
    refused     int,
    tries       int         not null default 0,
    next_try_at timestamptz not null
);
create index outgoing_file_unheard on outgoing_file (next_try_at) where heard_at is null and refused is null;

-- Consecutive statements of the state's account.
create table account_statement (
    sequence        bigint      primary key check (sequence > 0),
    last_transfer   bigint      not null,
    closing_satang  bigint      not null,
    made_at         timestamptz not null
);
create index book_transfer_scheme on book_transfer (number) where key like 'credit/%' or key like 'return/%';
