-- Accounts are found by what they name (a digest), without a look-up; every transfer keeps the place and the balance that
-- it made on both of its accounts, so that a statement is one index scan and every balance can be proven; a confirmation,
-- cancellation or reversal names the transfer it belongs to.
create temp table old_account on commit drop as select * from account;
create temp table old_chain on commit drop as select * from chain;
create temp table old_transfer on commit drop as select * from transfer;
drop table transfer, chain, account;

create table account (
    -- The first 16 bytes of SHA-256 over 'programme/kind/participant/holder'.
    id             uuid   primary key,
    kind           text   not null check (kind in ('appropriation', 'budget', 'entitlement', 'clearing', 'wallet',
                                                   'paid', 'merchant', 'settlement')),
    programme      text   not null,
    participant    text,
    holder         text,
    currency       text   not null check (currency ~ '^[A-Z]{3}$'),
    balance_satang bigint not null default 0,
    entries        bigint not null default 0 check (entries >= 0),
    constraint account_not_below_zero check (kind = 'appropriation' or balance_satang >= 0)
) with (fillfactor = 70); -- room for new balances on the same page: no index is touched by them
create index account_programme on account (programme, kind, id);

-- One row for each chain: the last number given. Numbers come from the posting transaction, so that they have no gap.
-- Appropriations concern no participant and have a chain of their own.
create table chain (
    id          int    generated always as identity primary key,
    programme   text   not null,
    participant text,
    last_number bigint not null check (last_number >= 0),
    unique nulls not distinct (programme, participant)
);

create table transfer (
    chain          int         not null,
    number         bigint      not null check (number > 0),
    key            text        collate "C" not null unique check (length(key) between 1 and 100),
    kind           text        not null check (kind in ('appropriate', 'commit', 'disburse', 'confirm', 'cancel',
                                                        'purchase', 'reverse', 'settle', 'return')),
    debit_account  uuid        not null,
    debit_entry    bigint      not null check (debit_entry > 0),
    debit_balance  bigint      not null,
    credit_account uuid        not null check (credit_account <> debit_account),
    credit_entry   bigint      not null check (credit_entry > 0),
    credit_balance bigint      not null,
    amount_satang  bigint      not null check (amount_satang > 0),
    original       text        collate "C" check ((original is not null) = (kind in ('confirm', 'cancel', 'reverse'))),
    subject        text,
    counterparty   uuid,
    cause          uuid,
    recorded_at    timestamptz not null,
    primary key (chain, number),
    unique (debit_account, debit_entry),
    unique (credit_account, credit_entry)
);
-- What is pending is confirmed or cancelled once.
create unique index transfer_resolved_once on transfer (original) where kind in ('confirm', 'cancel');
create index transfer_original on transfer (original) where original is not null;

insert into account (id, kind, programme, participant, holder, currency, balance_satang)
select encode(substring(sha256(convert_to(name, 'UTF8')) for 16), 'hex')::uuid, kind, programme, participant, holder,
       'THB', balance_satang
from old_account;

insert into chain (programme, participant, last_number)
select programme, participant, last_number from old_chain order by programme, participant;
insert into chain (programme, participant, last_number)
select programme, null, count(*) from old_transfer where participant is null group by programme order by programme;

insert into transfer
with numbered as (
    select t.*, row_number() over (partition by programme, participant order by number, recorded_at, id) as place
    from old_transfer t
), movement as (
    select key, side, account, row_number() over history as entry, sum(signed) over history as balance
    from (
        select key, recorded_at, place, 'debit' as side, debit_account as account, -amount_satang as signed from numbered
        union all
        select key, recorded_at, place, 'credit', credit_account, amount_satang from numbered
    ) m
    window history as (partition by account order by recorded_at, place, key)
)
select c.id, t.place, t.key, t.kind,
       encode(substring(sha256(convert_to(da.name, 'UTF8')) for 16), 'hex')::uuid, d.entry, d.balance,
       encode(substring(sha256(convert_to(ca.name, 'UTF8')) for 16), 'hex')::uuid, r.entry, r.balance,
       t.amount_satang, case when t.kind in ('confirm', 'cancel') then 'disburse/' || t.cause end,
       t.subject, t.counterparty, t.cause, t.recorded_at
from numbered t
join chain c on c.programme = t.programme and c.participant is not distinct from t.participant
join old_account da on da.id = t.debit_account
join old_account ca on ca.id = t.credit_account
join movement d on d.key = t.key and d.side = 'debit'
join movement r on r.key = t.key and r.side = 'credit';

update account set entries = m.entries
from (
    select account, max(entry) as entries
    from (select debit_account as account, debit_entry as entry from transfer
          union all select credit_account, credit_entry from transfer) e
    group by account
) m
where m.account = account.id;

create trigger transfer_is_insert_only before update or delete on transfer
    for each row execute function refuse_change();
create trigger transfer_is_never_truncated before truncate on transfer
    for each statement execute function refuse_change();
create trigger account_is_never_deleted before delete on account
    for each row execute function refuse_change();
create trigger account_is_never_truncated before truncate on account
    for each statement execute function refuse_change();
create trigger account_keeps_its_name before update of id, kind, programme, participant, holder, currency on account
    for each row execute function refuse_change();
create trigger chain_is_never_deleted before delete on chain
    for each row execute function refuse_change();
create trigger chain_is_never_truncated before truncate on chain
    for each statement execute function refuse_change();
create trigger chain_keeps_its_name before update of id, programme, participant on chain
    for each row execute function refuse_change();

-- "always": they hold even for a session that calls itself a replica.
alter table transfer enable always trigger transfer_is_insert_only;
alter table transfer enable always trigger transfer_is_never_truncated;
alter table account enable always trigger account_is_never_deleted;
alter table account enable always trigger account_is_never_truncated;
alter table account enable always trigger account_keeps_its_name;
alter table chain enable always trigger chain_is_never_deleted;
alter table chain enable always trigger chain_is_never_truncated;
alter table chain enable always trigger chain_keeps_its_name;
