/** Starts parts in the order of their needs, side by side where they can be, and stops all of them. */
@NullMarked
package org.namjai.sandbox.supervisor;

import org.jspecify.annotations.NullMarked;
