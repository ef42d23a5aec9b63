-- Every answer is kept, also when a registry is asked several questions or the same again; the question is sealed with it.
alter table request_evidence drop constraint request_evidence_pkey;
alter table request_evidence add column number bigint generated always as identity;
alter table request_evidence add primary key (request_id, number);
alter table request_evidence drop constraint request_evidence_registry_check;
alter table request_evidence add constraint request_evidence_registry_check check
    (registry in ('citizen', 'revenue', 'deposits', 'corrections', 'sanctions', 'farmer', 'disaster'));
