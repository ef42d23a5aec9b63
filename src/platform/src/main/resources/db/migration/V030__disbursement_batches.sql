-- Pay-outs wait as rows and are taken in batches: one process a batch. What a participant was told about one payee, in one
-- round, is an instruction; a pay-out has one live instruction at most.
create table disbursement_batch (
    id          uuid        primary key,
    programme   text        not null,
    participant text        not null references participant,
    channel     text        not null,
    round       int         not null default 1 check (round > 0),
    state       text        not null check (state in ('working', 'awaiting', 'done')),
    opened_at   timestamptz not null
);
create index disbursement_batch_awaiting on disbursement_batch (id) where state = 'awaiting';

create table disbursement_instruction (
    id           uuid        primary key,
    disbursement uuid        not null references disbursement,
    batch        uuid        not null references disbursement_batch,
    round        int         not null check (round > 0),
    participant  text        not null references participant,
    channel      text        not null check (channel in ('bank-account', 'promptpay-national-id', 'promptpay-mobile',
                                                         'e-wallet', 'card-wallet')),
    money        text        not null check (money in ('wallet', 'cash')),
    state        text        not null check (state in ('chosen', 'instructed', 'answered', 'confirmed', 'cancelled')),
    outcome      text        check (outcome in ('credited', 'refused')),
    wallet_id    uuid,
    reason_code  text,
    told         boolean     not null default false,
    chosen_at    timestamptz not null,
    answered_at  timestamptz,
    unique (disbursement, batch, round),
    check (outcome is not null or (wallet_id is null and reason_code is null)),
    check ((outcome = 'refused') = (reason_code is not null) or outcome is null),
    check ((state in ('answered', 'confirmed', 'cancelled')) = (outcome is not null))
) with (fillfactor = 70);
create index disbursement_instruction_batch on disbursement_instruction (batch, state);

-- What was instructed before keeps its id: the books and the participants know it by that.
insert into disbursement_batch (id, programme, participant, channel, state, opened_at)
select id, programme, participant, 'bank-account',
       case when state in ('confirmed', 'cancelled') then 'done' else 'awaiting' end, opened_at
from disbursement where state <> 'opened';
insert into disbursement_instruction (id, disbursement, batch, round, participant, channel, money, state, outcome,
    wallet_id, reason_code, told, chosen_at, answered_at)
select id, id, id, 1, participant, 'bank-account', 'wallet', state, outcome, wallet_id, reason_code, told, opened_at,
       answered_at
from disbursement where state <> 'opened';

drop index disbursement_not_handed_on;
alter table disbursement drop constraint disbursement_state_check;
alter table disbursement
    drop column outcome,
    drop column wallet_id,
    drop column reason_code,
    drop column answered_at,
    drop column handed_on,
    drop column told,
    add column channel text not null default 'bank-account',
    add column batch uuid references disbursement_batch,
    add column last_digit smallint not null default 0 check (last_digit between 0 and 9);
update disbursement set batch = id where state <> 'opened';
update disbursement set state = case state when 'opened' then 'waiting' when 'confirmed' then 'paid'
    when 'cancelled' then 'returned' else 'in-batch' end;
alter table disbursement
    alter column channel drop default,
    alter column last_digit drop default,
    add check (state in ('waiting', 'in-batch', 'paid', 'returned')),
    add check ((state = 'waiting') = (batch is null));
create index disbursement_waiting on disbursement (programme, participant, opened_at) where state = 'waiting';
create index disbursement_of_batch on disbursement (batch) where batch is not null;
