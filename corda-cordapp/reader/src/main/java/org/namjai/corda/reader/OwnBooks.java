package org.namjai.corda.reader;

import java.util.Optional;
import org.namjai.corda.contracts.Totals;

/** One's own records, asked about one proven page at a time. */
@FunctionalInterface
public interface OwnBooks {

    /**
     * The first row of the page that differs from one's own books.
     *
     * @param before the chain's totals before the page
     */
    Optional<Difference> compare(ProvenPage page, Totals before);
}
