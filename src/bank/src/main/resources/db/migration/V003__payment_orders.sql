create table merchant (
    id       uuid primary key references book_account,
    name     text not null check (length(name) between 1 and 200),
    class    text not null,
    district text not null check (district ~ '^[0-9]{4}$')
);

create table payment (
    id            uuid        primary key,
    wallet        uuid        not null references wallet,
    merchant      uuid        not null,
    amount_satang bigint      not null check (amount_satang > 0),
    goods_class   text        not null,
    face_to_face  boolean     not null,
    state         text        not null default 'pending' check (state in ('pending', 'authorised', 'refused')),
    reasons       text        not null default '[]',
    created_at    timestamptz not null default now(),
    finished_at   timestamptz check ((finished_at is null) = (state = 'pending'))
);
create index payment_pending on payment (created_at) where state = 'pending';
create index payment_wallet on payment (wallet, created_at desc);
