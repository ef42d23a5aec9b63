-- What comes after a purchase; each has its own id, under which the platform's books name it as their cause.
create table payment_reversal (
    id            uuid        primary key,
    payment       uuid        not null references payment,
    amount_satang bigint      not null check (amount_satang > 0),
    booked_at     timestamptz not null default now()
);
create index payment_reversal_payment on payment_reversal (payment);

-- A merchant's receipts, paid out to the merchant's bank.
create table settlement (
    id            uuid        primary key,
    merchant      uuid        not null references book_account,
    amount_satang bigint      not null check (amount_satang > 0),
    booked_at     timestamptz not null default now()
);

-- Unspent money that went back from a wallet to the programme.
create table wallet_return (
    id            uuid        primary key,
    wallet        uuid        not null references wallet,
    amount_satang bigint      not null check (amount_satang > 0),
    booked_at     timestamptz not null default now()
);

create trigger payment_reversal_insert_only before update or delete or truncate on payment_reversal
    for each statement execute function refuse_change();
create trigger settlement_insert_only before update or delete or truncate on settlement
    for each statement execute function refuse_change();
create trigger wallet_return_insert_only before update or delete or truncate on wallet_return
    for each statement execute function refuse_change();
