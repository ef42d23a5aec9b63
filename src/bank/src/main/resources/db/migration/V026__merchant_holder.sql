-- The customer who sees what a shop receives and gives money back in the app; shops told without one have none.
alter table merchant add column holder uuid references customer;
create index merchant_holder on merchant (holder);
