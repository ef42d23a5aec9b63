/** The shops that are this bank's customers. */
@NullMarked
package org.namjai.bank.merchant;

import org.jspecify.annotations.NullMarked;
