/** Who may call this gateway, and what every answer carries. */
@NullMarked
package org.namjai.bank.security;

import org.jspecify.annotations.NullMarked;
