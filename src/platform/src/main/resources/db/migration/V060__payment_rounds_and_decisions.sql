-- A shop that received money spends it from a wallet of its own, at its own participant.
alter table wallet add column merchant uuid references merchant;

-- Round 1: a person paid; 2: a shop did. Both are unknown of payments that no rule judged, and the deciding version of
-- those before this one.
alter table payment
    add column round smallint check (round in (1, 2)),
    add column decided_by text,
    add constraint authorised_in_a_round check (outcome <> 'authorised' or round is not null) not valid;
update payment set round = 1 where outcome = 'authorised';
alter table payment validate constraint authorised_in_a_round;
comment on column payment.decided_by is 'the id of the deployed decision that judged it';
