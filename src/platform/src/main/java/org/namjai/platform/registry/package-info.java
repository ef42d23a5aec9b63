/** Asks the state's registries about a person. */
@NullMarked
@ApplicationModule(allowedDependencies = {"shared"})
package org.namjai.platform.registry;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
