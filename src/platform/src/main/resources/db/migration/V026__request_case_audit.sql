-- Who looked into a case, who decided it, and what was refused to whom. Only ever added to.
create table case_audit (
    number     bigint      generated always as identity primary key,
    at         timestamptz not null,
    who        text        not null,
    what       text        not null check (what in ('viewed', 'decided', 'refused')),
    request_id uuid        references request,
    why        text
);
create index case_audit_request on case_audit (request_id, what) where request_id is not null;
create trigger case_audit_is_insert_only before update or delete on case_audit
    for each row execute function refuse_change();
alter table case_audit enable always trigger case_audit_is_insert_only;
