/** The parts of the system, one class each. */
@NullMarked
package org.namjai.sandbox.part;

import org.jspecify.annotations.NullMarked;
