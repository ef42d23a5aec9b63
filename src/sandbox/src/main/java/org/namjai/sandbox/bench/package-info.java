/** Benchmarks: each with its reference in the same run, on the same server. */
@NullMarked
package org.namjai.sandbox.bench;

import org.jspecify.annotations.NullMarked;
