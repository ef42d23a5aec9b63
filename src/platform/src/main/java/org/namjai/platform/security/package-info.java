/** Who may do what: OIDC logins, bearer tokens, roles per path, and the same roles inside Camunda. */
@NullMarked
@ApplicationModule(allowedDependencies = {"shared"})
package org.namjai.platform.security;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
