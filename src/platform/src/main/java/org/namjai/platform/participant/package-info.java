/** Banks and e-wallets that take part. */
@NullMarked
@ApplicationModule(allowedDependencies = {"shared"})
package org.namjai.platform.participant;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
