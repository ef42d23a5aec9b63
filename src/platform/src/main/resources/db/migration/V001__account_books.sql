-- The books. Transfers are only ever added; a balance changes only beside the transfers that make it.
create table account (
    id             bigint generated always as identity primary key,
    name           text   not null unique check (length(name) <= 200),
    kind           text   not null check (kind in ('appropriation', 'budget', 'entitlement', 'clearing', 'wallet',
                                                   'paid', 'merchant', 'settlement', 'returned')),
    programme      text   not null,
    participant    text,
    holder         text,
    balance_satang bigint not null default 0,
    constraint account_not_below_zero check (kind = 'appropriation' or balance_satang >= 0)
);
create index account_holder on account (holder) where holder is not null;

-- One row for each chain: the last number given. Numbers come from the posting transaction, so that they have no gap.
create table chain (
    programme   text   not null,
    participant text   not null,
    last_number bigint not null check (last_number >= 0),
    primary key (programme, participant)
);

create table transfer (
    id              uuid        primary key,
    key             text        not null unique check (length(key) between 1 and 100),
    kind            text        not null check (kind in ('appropriate', 'commit', 'disburse', 'confirm', 'cancel',
                                                         'purchase', 'reverse', 'settle', 'return')),
    debit_account   bigint      not null references account,
    credit_account  bigint      not null references account check (credit_account <> debit_account),
    amount_satang   bigint      not null check (amount_satang > 0),
    programme       text        not null,
    participant     text,
    number          bigint      check (number > 0),
    subject         text,
    counterparty    uuid,
    cause           uuid,
    recorded_at     timestamptz not null,
    check ((participant is null) = (number is null)),
    check (participant is not null or kind = 'appropriate'),
    unique (programme, participant, number)
);
create index transfer_debit on transfer (debit_account);
create index transfer_credit on transfer (credit_account);

create function refuse_change() returns trigger language plpgsql as $$
begin
    raise exception '% on % is refused: it is only ever added to', tg_op, tg_table_name using errcode = 'insufficient_privilege';
end $$;

create trigger transfer_is_insert_only before update or delete on transfer
    for each row execute function refuse_change();
create trigger transfer_is_never_truncated before truncate on transfer
    for each statement execute function refuse_change();
create trigger account_is_never_deleted before delete on account
    for each row execute function refuse_change();
create trigger account_is_never_truncated before truncate on account
    for each statement execute function refuse_change();
create trigger account_keeps_its_name before update of id, name, kind, programme, participant, holder on account
    for each row execute function refuse_change();
create trigger chain_is_never_deleted before delete on chain
    for each row execute function refuse_change();
create trigger chain_is_never_truncated before truncate on chain
    for each statement execute function refuse_change();

-- "always": they hold even for a session that calls itself a replica.
alter table transfer enable always trigger transfer_is_insert_only;
alter table transfer enable always trigger transfer_is_never_truncated;
alter table account enable always trigger account_is_never_deleted;
alter table account enable always trigger account_is_never_truncated;
alter table account enable always trigger account_keeps_its_name;
alter table chain enable always trigger chain_is_never_deleted;
alter table chain enable always trigger chain_is_never_truncated;
