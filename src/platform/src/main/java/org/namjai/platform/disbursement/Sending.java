package org.namjai.platform.disbursement;

import java.time.Instant;
import java.util.Optional;

/**
 * How far a batch's instructions have gone out.
 *
 * @param goesOnAt when a participant's limits allow more; none when all are sent
 */
public record Sending(Optional<Instant> goesOnAt) {}
