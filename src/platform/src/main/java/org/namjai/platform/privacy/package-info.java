/** Pseudonyms for people, and sealing of personal data at rest. */
@NullMarked
@ApplicationModule(allowedDependencies = {"shared"})
package org.namjai.platform.privacy;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
