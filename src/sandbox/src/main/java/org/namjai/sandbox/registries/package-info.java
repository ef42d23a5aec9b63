/** The state's registries over a made population, behind the protocol that the platform speaks to real ones. */
@NullMarked
package org.namjai.sandbox.registries;

import org.jspecify.annotations.NullMarked;
