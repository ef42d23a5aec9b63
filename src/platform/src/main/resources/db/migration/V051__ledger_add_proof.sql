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
