/** Watches payments for misuse, and settles cases about them: flagged, disputed, or a reversal that needs a person. */
@NullMarked
@ApplicationModule(allowedDependencies = {"participant", "payment", "privacy", "shared"})
package org.namjai.platform.oversight;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
