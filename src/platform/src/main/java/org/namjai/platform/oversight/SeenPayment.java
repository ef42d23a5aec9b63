package org.namjai.platform.oversight;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A payment as a case's file shows it.
 *
 * @param leftSatang in the payer's wallet; none for old ones
 * @param payer enough of the pseudonym to tell payers apart
 * @param shopDistrict DOPA code
 */
public record SeenPayment(
        UUID id,
        Instant at,
        long amountSatang,
        @Nullable Long leftSatang,
        String payer,
        String shop,
        String shopDistrict) {}
