/** Customers pay merchants from their wallets: asked at the platform, booked here. */
@NullMarked
package org.namjai.bank.payment;

import org.jspecify.annotations.NullMarked;
