/** Pages of state transitions recorded on Corda with each participant, their receipts, and what shows that they lag. */
@NullMarked
@ApplicationModule(allowedDependencies = {"account", "participant", "shared"})
package org.namjai.platform.ledger;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
