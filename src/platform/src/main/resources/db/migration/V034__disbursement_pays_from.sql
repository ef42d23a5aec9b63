-- The first day on which the pay-out's round pays, as its programme says; none: as soon as the calendar lets it.
alter table disbursement add column pays_from date;
