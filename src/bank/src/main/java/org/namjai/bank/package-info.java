/** A participant beside its own Corda node: the example of what a bank has to build. */
@NullMarked
package org.namjai.bank;

import org.jspecify.annotations.NullMarked;
