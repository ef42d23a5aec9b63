-- Whether the account may be paid as far as its participant has said; an account that only a request named is asked about
-- before the money leaves the entitlement. What was chosen before this was is told as it was.
alter table disbursement_instruction add column verified boolean not null default true;
alter table disbursement_instruction alter column verified drop default;
create index disbursement_instruction_unverified on disbursement_instruction (batch, participant)
    where state = 'chosen' and not verified;
