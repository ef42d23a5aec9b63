/** The whole of Namjai on one machine: {@code ./namjai up}, {@code demo}, {@code down}. */
@NullMarked
package org.namjai.sandbox;

import org.jspecify.annotations.NullMarked;
