package org.namjai.platform.payment;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * What the payer's participant knows of the meeting of payer and merchant.
 *
 * @param scannedInPerson whether the payer's phone read the code with its camera, and not a picture that came to it
 * @param district DOPA code of the place where it did
 * @param at when it did
 */
public record FaceToFace(boolean scannedInPerson, String district, Instant at) {
    public FaceToFace {
        // As finely as it is kept.
        at = at.truncatedTo(ChronoUnit.MILLIS);
    }
}
