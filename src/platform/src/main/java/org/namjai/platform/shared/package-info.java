/** Words that every module speaks: money, identifiers, reasons, invalid input. */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package org.namjai.platform.shared;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
