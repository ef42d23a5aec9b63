create table programme (
    id        text primary key,
    name_th   text not null,
    name_en   text not null,
    version   text not null,
    state     text not null check (state in ('draft', 'published')),
    opens_at  timestamptz,
    closes_at timestamptz check (closes_at > opens_at),
    check ((opens_at is null) = (closes_at is null))
);
