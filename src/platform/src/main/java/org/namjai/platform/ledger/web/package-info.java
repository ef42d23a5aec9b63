/** REST of the ledger: pages and receipts. */
@NullMarked
package org.namjai.platform.ledger.web;

import org.jspecify.annotations.NullMarked;
