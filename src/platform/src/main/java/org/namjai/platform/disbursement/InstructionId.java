package org.namjai.platform.disbursement;

import java.util.UUID;

/** What a participant was told to pay to one person in one round; the participant answers by it. */
public record InstructionId(UUID value) {
    @Override
    public String toString() {
        return value.toString();
    }
}
