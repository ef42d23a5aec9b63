/** A person's request and its state machine, up to the entitlement in the books. */
@NullMarked
@ApplicationModule(allowedDependencies = {"account", "participant", "privacy", "programme", "registry", "shared"})
package org.namjai.platform.request;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
