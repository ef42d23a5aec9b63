package org.namjai.platform.request;

import org.springframework.dao.ConcurrencyFailureException;

/** Somebody beside us took what a batch had counted on: nothing was written, and the batch may be worked on again. */
final class BudgetMoved extends ConcurrencyFailureException {
    private static final long serialVersionUID = 1;

    BudgetMoved() {
        super("a budget holds less than the batch promised");
    }
}
