create table participant (
    id                   text primary key,
    name_th              text not null,
    name_en              text not null,
    x500_name            text not null unique,
    base_url             text not null,
    ledger_public_keyset text not null,
    state                text not null check (state in ('live', 'suspended'))
);
