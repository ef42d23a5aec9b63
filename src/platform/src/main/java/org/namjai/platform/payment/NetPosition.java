package org.namjai.platform.payment;

import org.namjai.platform.shared.ParticipantId;

/**
 * What a participant pays and gets in a cycle, in satang. Over all participants of a cycle the nets sum to zero.
 *
 * @param paysSatang what its payers paid to merchants, wherever these bank
 * @param receivesSatang what its merchants received, from whose payers soever
 * @param cashSatang how much of that it pays out of the scheme
 */
public record NetPosition(ParticipantId participant, long paysSatang, long receivesSatang, long cashSatang) {
    /** What it gets; it pays when this is below zero. */
    public long netSatang() {
        return receivesSatang - paysSatang;
    }
}
