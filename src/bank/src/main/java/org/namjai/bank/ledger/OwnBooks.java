package org.namjai.bank.ledger;

import java.util.Collection;
import java.util.Set;

/** What the bank's own books say about the transitions of a page. */
public interface OwnBooks {

    /**
     * The movements that the bank's books hold exactly as given: an instruction received, a credit made, an
     * instruction refused, a payment booked, each with the same id, person and amount (and merchant). A payment that is
     * still pending is completed by this: standing on a page proves that it was authorised.
     *
     * <p>Called inside a transaction of the bank's database; when any movement of the page is missing from the answer,
     * everything done here is rolled back.
     */
    Set<Movement> agreeing(Collection<Movement> movements);
}
