/**
 * What a party's gateway reads from its own Corda node: pages proven by their signatures and their contents, chains walked
 * from the newest page back, and receipts. Nothing here trusts a database.
 */
@NullMarked
package org.namjai.corda.reader;

import org.jspecify.annotations.NullMarked;
