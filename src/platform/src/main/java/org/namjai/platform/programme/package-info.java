/** The catalogue of relief programmes: budget, spending window, publication. */
@NullMarked
@ApplicationModule(allowedDependencies = {"account", "shared"})
package org.namjai.platform.programme;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
