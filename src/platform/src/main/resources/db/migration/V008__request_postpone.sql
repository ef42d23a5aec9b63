-- A request that can't be started now (a registry is away) waits its turn again instead of holding the others up.
alter table request add tries int not null default 0, add next_try_at timestamptz;
update request set next_try_at = received_at;
alter table request alter column next_try_at set not null;
drop index request_waiting;
create index request_waiting on request (next_try_at, id) where state = 'received';
