-- What was promised and never paid out goes back to the budget by a kind of its own: no participant has booked it.
alter table transfer drop constraint transfer_kind_check, add constraint transfer_kind_check
    check (kind in ('appropriate', 'commit', 'disburse', 'confirm', 'cancel', 'purchase', 'reverse', 'settle', 'release',
                    'return'));
