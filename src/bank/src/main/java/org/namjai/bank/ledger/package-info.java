/** The bank's side of the ledger: reviews a page before the bank's node signs it, and shows what that node's vault holds. */
@NullMarked
package org.namjai.bank.ledger;

import org.jspecify.annotations.NullMarked;
