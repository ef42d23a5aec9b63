package org.namjai.platform.disbursement;

import org.namjai.platform.participant.Channel;
import org.namjai.platform.shared.ProgrammeId;

/**
 * A batch as its process sees it.
 *
 * @param channel what its payees chose
 */
public record Batch(BatchId id, ProgrammeId programme, Channel channel) {}
