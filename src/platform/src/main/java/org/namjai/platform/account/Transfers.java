package org.namjai.platform.account;

import java.util.List;
import org.springframework.stereotype.Service;

/** Reads what has moved, in the order of each chain's numbers. */
@Service
public class Transfers {
    /** The next at most {@code limit} transfers of the chain with a number above {@code number}. */
    public List<Transfer> after(ChainId chain, long number, int limit) {
        throw new UnsupportedOperationException("soon: " + chain + number + limit);
    }

    /** Every chain that has a transfer. */
    public List<ChainId> chains() {
        throw new UnsupportedOperationException("soon");
    }
}
