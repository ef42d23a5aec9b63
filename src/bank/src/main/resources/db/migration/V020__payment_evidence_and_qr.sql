-- What is bought may be of several classes; the scanned code, and where and when it was scanned, are kept.
alter table payment rename column goods_class to goods_classes;
alter table payment
    alter column goods_classes type text[] using array[goods_classes],
    add column scan_district text,
    add column scanned_at timestamptz,
    add column qr text,
    add constraint scanned_somewhere check ((scan_district is null) = (scanned_at is null));
