-- The day in Thailand from which a waiting pay-out may be taken into a batch; none until the calendar was asked.
alter table disbursement add column due_on date;
drop index disbursement_waiting;
create index disbursement_waiting on disbursement (due_on, opened_at) where state = 'waiting';
