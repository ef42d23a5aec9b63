package org.namjai.bank.ledger;

import java.util.Collection;
import java.util.Set;

/** What the bank's own books say about the transitions of a page. */
public interface OwnBooks {

    /**
     * The movements that the bank's books hold exactly as given: an instruction received, a credit made, an
     * instruction refused, a payment booked, each with the same id, person and amount (and merchant). Changes
     * nothing.
     */
    Set<Movement> agreeing(Collection<Movement> movements);

    /**
     * Books those of a new page's movements that the bank learns from the page and can honour: standing on it proves that
     * a pending payment was authorised, and that the state reverses, settles, hands on or takes back. Again is harmless.
     *
     * <p>Called inside a transaction of the bank's database; when any movement of the page is not agreed to afterwards,
     * everything done here is rolled back.
     */
    void book(String programme, Collection<Movement> movements);
}
