package org.namjai.platform.participant;

import java.net.URI;
import org.namjai.platform.shared.ParticipantId;

/**
 * A bank or e-wallet.
 *
 * @param x500Name its Corda node's legal name
 * @param baseUrl where its gateway answers, without a path
 * @param ledgerPublicKeyset its public Tink hybrid keyset, JSON; page keys are wrapped to it
 */
public record Participant(
        ParticipantId id,
        String nameTh,
        String nameEn,
        String x500Name,
        URI baseUrl,
        String ledgerPublicKeyset,
        State state) {
    /** Only a live participant is sent new people and may ask for payments. */
    public enum State {
        LIVE,
        SUSPENDED
    }

    public boolean isLive() {
        return state == State.LIVE;
    }
}
