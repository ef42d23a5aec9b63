package org.namjai.platform.disbursement;

import java.util.UUID;

/** One instruction to a participant to pay one person; also the business key of its process. */
public record DisbursementId(UUID value) {
    @Override
    public String toString() {
        return value.toString();
    }
}
