/** Pays an entitlement out through a participant and keeps the participant's answer. */
@NullMarked
@ApplicationModule(allowedDependencies = {"account", "participant", "privacy", "shared"})
package org.namjai.platform.disbursement;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
