-- An operator who has settled a difference with the bank lets the chain go on.
alter table ledger_incident
    add column settled_at timestamptz,
    add column settled_by text,
    add check ((settled_at is null) = (settled_by is null));
