-- A shop as its participant tells it, and as it stands. In a QR code its number names it, for which a UUID is too long.
alter table merchant
    add column number bigint generated always as identity unique,
    add column goods text[] not null default '{}',
    add column tax_status text not null default 'none'
        check (tax_status in ('none', 'vat', 'corporate', 'personal-income')),
    add column trading_since int,
    add column years_filed int[] not null default '{}',
    add column postpaid_mobile boolean not null default false,
    add column state text not null default 'active' check (state in ('applied', 'active', 'suspended', 'closed')),
    add column state_reason text not null default '',
    add column suspended_by_operator boolean not null default false,
    add constraint only_the_suspended check (state = 'suspended' or not suspended_by_operator);

-- Who told what of a merchant and who changed its state, and why. Only ever added to.
create table merchant_change (
    number   bigint      generated always as identity primary key,
    merchant uuid        not null references merchant,
    at       timestamptz not null,
    by       text        not null,
    state    text        not null,
    reason   text        not null,
    told     jsonb       not null
);
create index merchant_change_merchant on merchant_change (merchant, number);
create trigger merchant_change_is_insert_only before update or delete on merchant_change
    for each row execute function refuse_change();
alter table merchant_change enable always trigger merchant_change_is_insert_only;
