/** Merchants and their QR codes, wallets, and the authorisation of purchases under a programme's spending rules. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {"account", "disbursement", "geography", "participant", "privacy", "programme", "shared"})
package org.namjai.platform.payment;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
