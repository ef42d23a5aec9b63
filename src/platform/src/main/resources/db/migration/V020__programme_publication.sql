-- A programme is published by two people. What stood in the catalogue before was published by one: it is a draft again.
update programme set state = 'draft';

alter table programme rename column opens_at to spending_opens_at;
alter table programme rename column closes_at to spending_closes_at;
alter table programme drop constraint programme_state_check;
alter table programme add column if not exists round text;
alter table programme
    add column unit              text not null default 'person' check (unit in ('person', 'household', 'plot')),
    add column definition_id     text,
    add column requests_open_at  timestamptz,
    add column requests_close_at timestamptz,
    alter column round drop not null,
    alter column round drop default,
    add constraint programme_state_check check (state in ('draft', 'published', 'closed')),
    add check (requests_close_at > requests_open_at),
    add check ((requests_open_at is null) = (requests_close_at is null)),
    add check (state = 'draft' or (definition_id is not null and round is not null and requests_open_at is not null));

-- One row for each deployment of a programme's process.
create table programme_version (
    definition_id text primary key,
    programme     text        not null references programme (id),
    deployment_id text        not null,
    tag           text        not null,
    name_th       text        not null,
    name_en       text        not null,
    unit          text        not null check (unit in ('person', 'household', 'plot')),
    state         text        not null check (state in ('draft', 'published', 'superseded')),
    deployed_by   text        not null,
    deployed_at   timestamptz not null,
    number        bigint generated always as identity unique
);
create index on programme_version (programme, number);
create unique index on programme_version (programme) where state = 'published';

-- What one person proposes and another decides. An open proposal of a programme leaves no room for a second.
create table programme_proposal (
    id                 uuid primary key,
    number             bigint generated always as identity unique,
    programme          text        not null references programme (id),
    kind               text        not null check (kind in ('publication', 'windows', 'budget', 'closing')),
    definition_id      text references programme_version (definition_id),
    round              text,
    requests_open_at   timestamptz,
    requests_close_at  timestamptz,
    spending_opens_at  timestamptz,
    spending_closes_at timestamptz,
    budget_satang      bigint      not null check (budget_satang >= 0),
    top_up_round       text,
    note               text        not null,
    state              text        not null check (state in ('open', 'approved', 'refused')),
    proposed_by        text        not null,
    proposed_at        timestamptz not null,
    decided_by         text check (decided_by <> proposed_by),
    decided_at         timestamptz,
    reason             text,
    check ((kind = 'publication') = (definition_id is not null)),
    check ((state = 'open') = (decided_by is null)),
    check ((decided_by is null) = (decided_at is null)),
    check (state <> 'refused' or reason is not null)
);
create unique index on programme_proposal (programme) where state = 'open';
create index on programme_proposal (programme, number);

-- Who did what to a programme, and when. Only ever added.
create table programme_act (
    number    bigint generated always as identity primary key,
    programme text        not null references programme (id),
    act       text        not null check (act in ('deployed', 'proposed', 'approved', 'refused', 'migrated', 'topped-up')),
    subject   text        not null,
    by_whom   text        not null,
    at        timestamptz not null
);
create index on programme_act (programme, number);

create function programme_act_stays() returns trigger language plpgsql as $$
begin
    raise exception 'what was done to a programme is never changed or forgotten';
end $$;
create trigger programme_act_stays before update or delete or truncate on programme_act
    for each statement execute function programme_act_stays();
