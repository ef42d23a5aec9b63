package org.namjai.platform.disbursement;

import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Service;

/** Instructions to participants and their answers. */
@Service
public class Disbursements {
    /** One for each request: asked again, it gives the first one's id. */
    public DisbursementId open(NewDisbursement disbursement) {
        throw new UnsupportedOperationException("soon: " + disbursement);
    }

    /** Moves the money to the participant's clearing account, then instructs it. Throws when it can't be reached; repeat-safe. */
    public void instruct(DisbursementId id) {
        throw new UnsupportedOperationException("soon: " + id);
    }

    /** Takes the oldest answers that were not handed on, within the caller's transaction; others' are skipped. */
    public List<Answered> takeAnswered(int limit) {
        throw new UnsupportedOperationException("soon: " + limit);
    }

    /** The participant credited: the money is in the person's wallet. */
    public void confirm(DisbursementId id) {
        throw new UnsupportedOperationException("soon: " + id);
    }

    /** The participant refused: the money is back on the entitlement. */
    public void cancel(DisbursementId id) {
        throw new UnsupportedOperationException("soon: " + id);
    }

    public UUID requestOf(DisbursementId id) {
        throw new UnsupportedOperationException("soon: " + id);
    }
}
