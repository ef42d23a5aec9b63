/** Customers, their wallets, and the bank's own double-entry books. */
@NullMarked
package org.namjai.bank.account;

import org.jspecify.annotations.NullMarked;
