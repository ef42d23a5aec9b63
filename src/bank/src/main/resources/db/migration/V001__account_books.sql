-- The bank's own books: balances change only with a transfer in the same transaction, and transfers are never changed.
create table book_account (
    id             uuid primary key,
    kind           text   not null check (kind in ('scheme', 'wallet', 'merchant')),
    balance_satang bigint not null default 0,
    -- The scheme's account is where the state's money comes from.
    check (kind = 'scheme' or balance_satang >= 0)
);

create table book_transfer (
    number         bigint generated always as identity primary key,
    key            text        not null unique check (length(key) <= 100),
    debit          uuid        not null references book_account,
    credit         uuid        not null references book_account check (credit <> debit),
    amount_satang  bigint      not null check (amount_satang > 0),
    recorded_at    timestamptz not null default now()
);

create function refuse_change() returns trigger language plpgsql as
$$ begin raise exception 'transfers are never changed'; end $$;

create trigger book_transfer_insert_only before update or delete or truncate on book_transfer
    for each statement execute function refuse_change();

-- Citizens are found by a keyed hash; the number itself is not kept.
create table customer (
    id           uuid  primary key,
    citizen_hash bytea not null unique,
    name_th      text  not null,
    account      text  not null unique check (account ~ '^[0-9]{10,15}$'),
    closed       boolean not null default false
);

create table wallet (
    id        uuid primary key references book_account,
    programme text not null,
    payee_ref text not null,
    customer  uuid not null references customer,
    opened_at timestamptz not null default now(),
    unique (programme, payee_ref)
);
create index wallet_customer on wallet (customer);
