-- A chain is one programme with one participant. It is stopped when its participant refuses a page.
create table ledger_chain (
    programme   text not null,
    participant text not null,
    state       text not null default 'open' check (state in ('open', 'stopped')),
    primary key (programme, participant)
);

-- A page exactly as it is sent: written before Corda is called, so that every retry sends the same bytes.
create table ledger_page (
    programme           text        not null,
    participant         text        not null,
    number              bigint      not null check (number > 0),
    first_transition    bigint      not null check (first_transition > 0),
    transitions         int         not null check (transitions > 0),
    committed_satang    bigint      not null check (committed_satang >= 0),
    disbursed_satang    bigint      not null check (disbursed_satang >= 0),
    spent_satang        bigint      not null check (spent_satang >= 0),
    reversed_satang     bigint      not null check (reversed_satang >= 0),
    returned_satang     bigint      not null check (returned_satang >= 0),
    settled_satang      bigint      not null check (settled_satang >= 0),
    merkle_root         bytea       not null check (octet_length(merkle_root) = 32),
    key_for_dga         bytea       not null,
    key_for_participant bytea       not null,
    state               text        not null default 'sealed' check (state in ('sealed', 'recorded')),
    transaction_id      text check (transaction_id ~ '^[0-9A-F]{64}$'),
    sealed_at           timestamptz not null default now(),
    recorded_at         timestamptz,
    primary key (programme, participant, number),
    unique (programme, participant, first_transition),
    foreign key (programme, participant) references ledger_chain,
    check ((state = 'recorded') = (transaction_id is not null)),
    check ((state = 'recorded') = (recorded_at is not null))
);

-- The next page of a chain is cut only after the one before is recorded.
create unique index ledger_page_one_sealed on ledger_page (programme, participant) where state = 'sealed';

create table ledger_transition (
    programme   text   not null,
    participant text   not null,
    number      bigint not null check (number > 0),
    page        bigint not null,
    encrypted   bytea  not null,
    primary key (programme, participant, number),
    foreign key (programme, participant, page) references ledger_page (programme, participant, number)
);
create index ledger_transition_page on ledger_transition (programme, participant, page);

create table ledger_incident (
    id          bigint generated always as identity primary key,
    programme   text        not null,
    participant text        not null,
    page        bigint      not null,
    kind        text        not null check (kind in ('page-refused', 'page-differs', 'page-failed')),
    reason      text        not null check (length(reason) <= 1000),
    transition  bigint,
    raised_at   timestamptz not null default now(),
    foreign key (programme, participant) references ledger_chain
);

create function ledger_page_only_recorded() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' or old.state = 'recorded'
       or (to_jsonb(old) - 'state' - 'transaction_id' - 'recorded_at')
          <> (to_jsonb(new) - 'state' - 'transaction_id' - 'recorded_at') then
        raise exception 'a page is never changed or deleted, only recorded';
    end if;
    return new;
end $$;
create trigger ledger_page_only_recorded before update or delete on ledger_page
    for each row execute function ledger_page_only_recorded();

create function ledger_transition_refuses_change() returns trigger language plpgsql as $$
begin
    raise exception 'an encrypted transition is never changed or deleted';
end $$;
create trigger ledger_transition_refuses_change before update or delete on ledger_transition
    for each row execute function ledger_transition_refuses_change();
