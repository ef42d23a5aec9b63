package org.namjai.platform.account;

import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;

/** The only place where money moves. */
@Service
public class Books {
    /** The most orders that one call may post. */
    public static final int MAX_ORDERS = 1_000;

    /** Makes the account when it is not there. */
    public void open(AccountRef account) {
        throw new UnsupportedOperationException("soon: " + account);
    }

    /** Moves all of the orders or nothing, in the caller's transaction or one of its own. */
    public Posting post(List<TransferOrder> orders) {
        throw new UnsupportedOperationException("soon: " + orders);
    }

    /** Credits minus debits, in satang; none when there is no such account. */
    public Optional<Long> balance(AccountRef account) {
        throw new UnsupportedOperationException("soon: " + account);
    }
}
