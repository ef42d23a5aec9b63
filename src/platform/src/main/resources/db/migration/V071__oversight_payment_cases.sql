-- Cases about payments that wait for people: misuse that the table flagged, disputes, reversals that need a person.
create table payment_case (
    id             uuid        primary key,
    kind           text        not null check (kind in ('misuse', 'dispute', 'reversal')),
    programme      text        not null,
    -- Whom or what it is about: a payer's pseudonym, a merchant's or a payment's id.
    subject_kind   text        not null check (subject_kind in ('payer', 'merchant', 'payment')),
    subject        text        not null,
    -- The flag's reason code; a dispute's or a reversal's kind.
    pattern        text        not null,
    reason_th      text        not null,
    reason_en      text        not null,
    -- Numbers by name; nothing about the person.
    evidence       jsonb       not null,
    -- Which payments it is about.
    evidence_from  timestamptz not null,
    evidence_to    timestamptz not null,
    payment_id     uuid        references payment,
    payer          text,
    merchant_id    uuid,
    district       text        not null,
    -- Who may see what becomes of it.
    participants   text[]      not null check (cardinality(participants) > 0),
    -- Of a participant that opened it; its words are sealed under the payer's key.
    opened_by      text,
    key            text        check (length(key) between 1 and 100),
    grounds_sealed bytea,
    -- Of a shop that paid, which has no such key.
    grounds        text,
    state          text        not null default 'open' check (state in ('open', 'to-confirm', 'closed')),
    measure        text        check (measure in ('dismiss', 'suspend', 'reverse')),
    note           text,
    decided_by     text,
    confirmed_by   text,
    started        boolean     not null default false,
    opened_at      timestamptz not null,
    closed_at      timestamptz,
    check ((closed_at is not null) = (state = 'closed')),
    -- Money or a suspension takes two people.
    constraint payment_case_four_eyes check (state <> 'closed' or measure = 'dismiss'
        or (measure is not null and decided_by is not null and confirmed_by is not null and confirmed_by <> decided_by))
);
-- One open case for each subject and pattern, however often it is flagged.
create unique index payment_case_open on payment_case (programme, subject_kind, subject, pattern) where state <> 'closed';
create unique index payment_case_key on payment_case (opened_by, key) where key is not null;
create index payment_case_waiting on payment_case (opened_at) where not started;
create index payment_case_before on payment_case (subject, pattern, closed_at) where state = 'closed';
create index payment_case_concerns on payment_case using gin (participants);
create index payment_case_payer on payment_case (payer) where state <> 'closed';

-- Who looked into a case, decided and confirmed it, and what was refused to whom. Only ever added to.
create table payment_case_audit (
    number  bigint      generated always as identity primary key,
    at      timestamptz not null,
    who     text        not null,
    what    text        not null check (what in ('viewed', 'decided', 'confirmed', 'sent-back', 'impossible', 'refused')),
    case_id uuid        not null references payment_case,
    why     text
);
create index payment_case_audit_case on payment_case_audit (case_id);
create trigger payment_case_audit_is_insert_only before update or delete on payment_case_audit
    for each row execute function refuse_change();
alter table payment_case_audit enable always trigger payment_case_audit_is_insert_only;

-- Until when payments were looked at for misuse.
create table misuse_watch (
    one          boolean     primary key default true check (one),
    looked_until timestamptz not null
);
insert into misuse_watch (looked_until) values (now());
