package org.namjai.platform.participant;

import java.net.URI;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
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
        State state,
        Terms terms) {

    /** One that serves every channel without limits. */
    public Participant(
            ParticipantId id,
            String nameTh,
            String nameEn,
            String x500Name,
            URI baseUrl,
            String ledgerPublicKeyset,
            State state) {
        this(
                id,
                nameTh,
                nameEn,
                x500Name,
                baseUrl,
                ledgerPublicKeyset,
                state,
                new Terms(nameEn, EnumSet.allOf(Channel.class), null, null));
    }

    /**
     * What it was registered with.
     *
     * @param legalName as in the commercial register
     * @param capabilities how it can reach payees
     * @param paymentsPerDay the most that it takes on one day in Thailand; none means no limit
     * @param paymentsPerSecond how fast it takes them; none means no limit
     */
    public record Terms(
            String legalName,
            Set<Channel> capabilities,
            @Nullable Long paymentsPerDay,
            @Nullable Integer paymentsPerSecond) {
        public Terms {
            capabilities = Set.copyOf(capabilities);
        }
    }

    /** Only a live participant is sent new people and money, and may ask for payments. */
    public enum State {
        APPLIED,
        TESTING,
        CERTIFIED,
        LIVE,
        SUSPENDED;

        private static final Map<State, Set<State>> NEXT = Map.of(
                APPLIED, EnumSet.of(TESTING),
                TESTING, EnumSet.of(APPLIED, CERTIFIED),
                CERTIFIED, EnumSet.of(TESTING, LIVE),
                LIVE, EnumSet.of(SUSPENDED),
                SUSPENDED, EnumSet.of(LIVE, TESTING));

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Nobody becomes live without being tested and certified first. */
        boolean mayBecome(State next) {
            return NEXT.getOrDefault(this, Set.of()).contains(next);
        }
    }

    public boolean isLive() {
        return state == State.LIVE;
    }

    /** Whether it can be told now to pay by that channel. */
    public boolean serves(Channel channel) {
        return isLive() && terms.capabilities().contains(channel);
    }
}
