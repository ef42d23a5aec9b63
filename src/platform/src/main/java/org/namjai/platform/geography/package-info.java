/** The 77 provinces and 928 districts of Thailand with their DOPA codes. */
@NullMarked
@ApplicationModule(allowedDependencies = {"shared"})
package org.namjai.platform.geography;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
