package org.namjai.platform.programme;

import java.util.UUID;
import org.namjai.platform.shared.ProgrammeId;

/**
 * A run that asks in a round for everybody entitled in an earlier one.
 *
 * @param lastId the last request of the earlier round that was looked at, in the order of ids
 */
public record TopUp(ProgrammeId programme, String round, String fromRound, UUID lastId) {}
