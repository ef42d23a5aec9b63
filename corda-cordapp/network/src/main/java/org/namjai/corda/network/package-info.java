/** Runs a network of real Corda 4.10 nodes on this JDK: makes it once, starts it, watches it, stops it. */
@NullMarked
package org.namjai.corda.network;

import org.jspecify.annotations.NullMarked;
