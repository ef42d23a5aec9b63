package org.namjai.platform.disbursement;

import org.jspecify.annotations.Nullable;
import org.namjai.platform.shared.Reason;

/**
 * A participant's answer that the disbursement's process has not been told.
 *
 * @param reason why it was not credited; none when it was
 */
public record Answered(DisbursementId id, boolean credited, @Nullable Reason reason) {}
