-- What is bought may be of several classes; where and when the code was scanned is kept with the payment.
alter table payment rename column goods_class to goods_classes;
alter table payment
    alter column goods_classes type text[] using array[goods_classes],
    add column scan_district text,
    add column scanned_at timestamptz,
    add column qr_label text,
    add constraint scanned_somewhere check ((scan_district is null) = (scanned_at is null));

-- A dynamic QR code is paid once, whoever holds a copy of it.
create unique index payment_qr_paid_once on payment (merchant_id, qr_label)
    where qr_label is not null and outcome = 'authorised';
