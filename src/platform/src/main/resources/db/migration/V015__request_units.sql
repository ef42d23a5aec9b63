-- What a programme counts by: a person, a household or a plot. One request lives for each of them in each round.
alter table request
    add round    text,
    add unit     text check (unit in ('person', 'household', 'plot')),
    add unit_key text;
update request set round = '1', unit = 'person', unit_key = subject;
alter table request
    alter column round set not null,
    alter column unit set not null,
    alter column unit_key set not null;
drop index request_one_live;
create unique index request_one_live on request (programme, round, unit_key) where state not in ('rejected', 'failed');
-- What a unit was entitled to in earlier rounds.
create index request_unit on request (programme, unit_key);

-- Units that a request takes for itself while its process runs, such as plots: nobody else may be paid for them in this
-- round. Keyed digests, as all units.
create table request_claim (
    programme  text        not null references programme,
    round      text        not null,
    unit_key   text        not null,
    unit       text        not null,
    request_id uuid        not null references request,
    claimed_at timestamptz not null,
    primary key (programme, round, unit_key)
);
create index request_claim_request on request_claim (request_id);

-- What the programme tells the applicant on the way, Thai and English; sealed, for it may speak of the person.
create table request_message (
    request_id  uuid        not null references request,
    number      int         not null,
    text_sealed bytea       not null,
    at          timestamptz not null,
    primary key (request_id, number)
);
