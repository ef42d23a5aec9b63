/** What runs inside the nodes' own JVMs; never called by users of the library. */
@NullMarked
package org.namjai.corda.network.node;

import org.jspecify.annotations.NullMarked;
