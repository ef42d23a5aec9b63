create table merchant (
    id          uuid primary key,
    participant text not null references participant,
    name        text not null,
    class       text not null,
    district    text not null
);

-- The id is the participant's own: two participants may use the same.
create table wallet (
    id          uuid        not null,
    programme   text        not null,
    participant text        not null references participant,
    subject     text        not null,
    district    text        not null,
    opened_at   timestamptz not null,
    primary key (participant, id),
    unique (programme, participant, subject)
);

create table payment (
    id            uuid        primary key,
    participant   text        not null references participant,
    programme     text        not null,
    subject       text        not null,
    wallet_id     uuid        not null,
    merchant_id   uuid        not null,
    amount_satang bigint      not null check (amount_satang > 0),
    goods_class   text        not null,
    face_to_face  boolean     not null,
    outcome       text        check (outcome in ('authorised', 'refused')),
    refusals      jsonb       not null default '[]',
    asked_at      timestamptz not null
);
