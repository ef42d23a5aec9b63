/** The books: double-entry accounts and transfers; the only place where money moves. */
@NullMarked
@ApplicationModule(allowedDependencies = {"shared"})
package org.namjai.platform.account;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
