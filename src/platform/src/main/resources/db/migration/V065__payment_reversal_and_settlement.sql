-- What was settled goes on into a shop's wallet, or out of the scheme.
alter table transfer drop constraint transfer_kind_check, add constraint transfer_kind_check
    check (kind in ('appropriate', 'commit', 'disburse', 'confirm', 'cancel', 'purchase', 'reverse', 'settle', 'receive',
                    'cashout', 'release', 'return'));

-- Money of a purchase given back by the shop's participant, once for each payment.
create table payment_reversal (
    id            uuid        primary key,
    payment       uuid        not null unique references payment,
    participant   text        not null,
    amount_satang bigint      not null check (amount_satang > 0),
    reason        text        not null check (length(reason) between 1 and 200),
    decided_by    text        not null,
    reversed_at   timestamptz not null
);
comment on column payment_reversal.decided_by is 'the id of the deployed decision that allowed it';
create trigger payment_reversal_is_insert_only before update or delete on payment_reversal
    for each row execute function refuse_change();

-- How far a chain's purchases and reversals belong to settlement cycles: what is numbered up to here is settled, or is
-- being settled, and is reversed no more.
create table settlement_mark (
    programme   text   not null,
    participant text   not null,
    covered_to  bigint not null default 0 check (covered_to >= 0),
    primary key (programme, participant)
);

create table settlement_cycle (
    id          uuid        primary key,
    programme   text        not null,
    number      int         not null check (number > 0),
    opened_at   timestamptz not null,
    finished_at timestamptz,
    unique (programme, number)
);
-- One at a time.
create unique index settlement_cycle_unfinished on settlement_cycle (programme) where finished_at is null;

-- What one merchant received in a cycle from one participant's payers of one round; the id is the transfers' cause.
create table settlement_item (
    id                   uuid     primary key default gen_random_uuid(),
    cycle                uuid     not null references settlement_cycle,
    participant          text     not null,
    merchant             uuid     not null references merchant,
    merchant_participant text     not null,
    round                smallint not null check (round in (1, 2)),
    amount_satang        bigint   not null check (amount_satang > 0),
    state                text     not null default 'planned' check (state in ('planned', 'settled', 'received')),
    -- Paid out of the scheme rather than into the merchant's wallet, or the reasons why not.
    cash                 boolean  check ((cash is not null) = (state = 'received')),
    reasons              jsonb    check ((reasons is not null) = (state = 'received')),
    unique (cycle, participant, merchant, round)
);
create index settlement_item_unfinished on settlement_item (cycle, state, id) where state <> 'received';
