-- An answer is handed on only after the instructing job has committed: only then does its process wait for it.
alter table disbursement add told boolean not null default false;
drop index disbursement_not_handed_on;
create index disbursement_not_handed_on on disbursement (answered_at) where outcome is not null and told and not handed_on;
