-- How the spending of each round of a programme stands: as its process knows the window, and what it returned.
create table spending_window (
    programme        text        not null,
    round            text        not null,
    opens_at         timestamptz not null,
    closes_at        timestamptz not null,
    state            text        not null check (state in ('waiting', 'open', 'closing', 'returned', 'superseded')),
    -- The last account that the pass over the wallets has seen; none between passes.
    seen_to          uuid,
    found_in_pass    boolean     not null default false,
    returned_wallets bigint      not null default 0 check (returned_wallets >= 0),
    returned_satang  bigint      not null default 0 check (returned_satang >= 0),
    primary key (programme, round)
);
-- Shops' wallets are few among many.
create index wallet_of_merchant on wallet (programme, participant, subject) where merchant is not null;
