-- Which page carried which row of the bank's books: none is carried twice.
create table ledger_reviewed_row (
    kind       text   not null,
    cause      uuid   not null,
    programme  text   not null,
    page       bigint not null,
    transition bigint not null,
    primary key (kind, cause),
    foreign key (programme, page) references ledger_reviewed_page (programme, number) deferrable initially deferred
);
create trigger ledger_reviewed_row_insert_only before update or delete or truncate on ledger_reviewed_row
    for each statement execute function refuse_change();

-- Where the verification of each chain stands; one that was broken off goes on from here.
create table ledger_proof (
    programme        text   not null,
    participant      text   not null,
    pages            bigint not null check (pages >= 0),
    page             bigint not null check (page >= 0),
    -- Made the next page to be looked at; none when the chain was walked to its beginning.
    transaction_id   text,
    transitions      bigint not null check (transitions >= 0),
    wrong_page       bigint,
    wrong_transition bigint,
    wrong_reason     text,
    primary key (programme, participant)
);
