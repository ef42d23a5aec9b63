/** Camunda: starts and correlates processes, runs their tasks, decides by DMN, and guards what officers deploy. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "request",
            "registry",
            "programme",
            "disbursement",
            "participant",
            "payment",
            "oversight",
            "ledger",
            "shared"
        })
package org.namjai.platform.workflow;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
