-- What the deployment check found careless, though harmless.
alter table programme_version add column warnings text[] not null default '{}';
