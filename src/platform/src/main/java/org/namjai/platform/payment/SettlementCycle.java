package org.namjai.platform.payment;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.namjai.platform.shared.ProgrammeId;

/**
 * What merchants of a programme received between two moments, settled together.
 *
 * @param number from 1, for each programme
 * @param finishedAt when all of it had reached the merchants; none while it is under way
 */
public record SettlementCycle(
        UUID id, ProgrammeId programme, int number, Instant openedAt, @Nullable Instant finishedAt) {}
