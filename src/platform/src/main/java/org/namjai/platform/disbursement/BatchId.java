package org.namjai.platform.disbursement;

import java.util.UUID;

/** Pay-outs that are paid together; also the business key of their process. */
public record BatchId(UUID value) {
    @Override
    public String toString() {
        return value.toString();
    }
}
