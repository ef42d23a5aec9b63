-- A shop spends what it received from a wallet of its own.
alter table wallet alter column customer drop not null,
    add column merchant uuid references merchant,
    add constraint wallet_of_one check (num_nonnulls(customer, merchant) = 1);
create unique index wallet_merchant on wallet (merchant, programme) where merchant is not null;

-- What this bank was settled for a shop of its own: into the shop's wallet, or out of the scheme onto its deposit.
create table merchant_receipt (
    id            uuid        primary key,
    merchant      uuid        not null references merchant,
    credited      uuid        not null references book_account,
    amount_satang bigint      not null check (amount_satang > 0),
    booked_at     timestamptz not null default now()
);
create trigger merchant_receipt_insert_only before update or delete or truncate on merchant_receipt
    for each statement execute function refuse_change();

-- A payment is reversed at most once, and pages name it by its payment.
alter table payment_reversal drop constraint payment_reversal_pkey, drop column id, add primary key (payment);
drop index payment_reversal_payment;
