-- What a participant can do, how much it takes, and how it came to take part.
alter table participant
    add column legal_name text,
    add column capabilities text[] not null
        default '{bank-account,promptpay-national-id,promptpay-mobile,e-wallet,card-wallet}'
        check (capabilities <@ '{bank-account,promptpay-national-id,promptpay-mobile,e-wallet,card-wallet}'),
    add column payments_per_day bigint check (payments_per_day > 0),
    add column payments_per_second int check (payments_per_second > 0),
    drop constraint participant_state_check,
    add check (state in ('applied', 'testing', 'certified', 'live', 'suspended'));
update participant set legal_name = name_en;
alter table participant
    alter column legal_name set not null,
    alter column capabilities drop default;

create table participant_step (
    participant text        not null references participant,
    state       text        not null,
    decided_by  text        not null,
    at          timestamptz not null
);
create index participant_step_of on participant_step (participant, at);

-- How much of its limits a participant has used: today's payments, and until when it is busy with what it was sent.
create table participant_use (
    participant text        primary key references participant,
    day         date        not null,
    payments    bigint      not null check (payments >= 0),
    busy_until  timestamptz not null
);
