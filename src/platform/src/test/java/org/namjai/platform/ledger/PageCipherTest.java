package org.namjai.platform.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.crypto.tink.HybridDecrypt;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class PageCipherTest {
    private static final PageVectors VECTORS = PageVectors.read();

    @Test
    void pageOfTheVectors_isOpenedByBothParties() throws GeneralSecurityException {
        var keys = List.of(VECTORS.keyForDga(), VECTORS.keyForParticipant());
        var holders = List.of(VECTORS.dgaPrivateKeyset(), VECTORS.participantPrivateKeyset());
        for (int party = 0; party < 2; party++) {
            for (int i = 0; i < VECTORS.encrypted().size(); i++) {
                var transition = PageCipher.open(
                        VECTORS.id(),
                        VECTORS.firstTransition() + i,
                        decode(keys.get(party)),
                        decode(VECTORS.encrypted().get(i)),
                        holder(holders.get(party)));
                assertThat(new String(transition.toBytes(), StandardCharsets.UTF_8))
                        .isEqualTo(VECTORS.clear().get(i));
            }
        }
    }

    @Test
    void transition_isTheJsonThatTheBanksRead() {
        var clear = new String(PageVectors.transitions(1).get(4).toBytes(), StandardCharsets.UTF_8);

        assertThat(clear)
                .isEqualTo("{\"number\":5,\"kind\":\"purchase\",\"amountSatang\":12300,"
                        + "\"subject\":\"mfrggzdfmztwq2lknnwg23tpobyxe43u\","
                        + "\"counterparty\":\"5c1e6f0e-3e0b-4c3e-8b1a-2b3c4d5e6f70\","
                        + "\"cause\":\"99999999-8888-4777-a666-555555555555\",\"at\":\"2026-11-23T13:00:00Z\"}");
    }

    @Property(tries = 100)
    void sealedTransition_isOpenedAsItWas(
            @ForAll @LongRange(min = 1) long amount,
            @ForAll @LongRange(min = 1, max = 1L << 40) long number,
            @ForAll @StringLength(max = 40) String subject)
            throws GeneralSecurityException {
        var transition =
                new Transition(number, "confirm", amount, subject, null, UUID.randomUUID(), "2026-11-23T13:00:00Z");
        var sealed = seal(transition);

        var opened = PageCipher.open(
                VECTORS.id(),
                number,
                sealed.keyForParticipant(),
                sealed.transitions().get(0),
                participant());

        assertThat(opened).isEqualTo(transition);
    }

    @Property(tries = 100)
    void changedBit_isRefused(@ForAll @IntRange(max = 100_000) int where) throws GeneralSecurityException {
        var sealed = seal(PageVectors.transitions(7).get(0));
        var bytes = sealed.transitions().get(0);
        int bit = where % (8 * bytes.length);
        bytes[bit / 8] ^= (byte) (1 << (bit % 8));

        assertThatThrownBy(() -> PageCipher.open(VECTORS.id(), 7, sealed.keyForDga(), bytes, dga()))
                .isInstanceOf(GeneralSecurityException.class);
    }

    @Test
    void transitionMovedToAnotherNumberOrPage_isRefused() throws GeneralSecurityException {
        var sealed = seal(PageVectors.transitions(7).get(0));
        var bytes = sealed.transitions().get(0);
        var otherPage = new PageId(VECTORS.programme(), VECTORS.participant(), VECTORS.number() + 1);

        assertThatThrownBy(() -> PageCipher.open(VECTORS.id(), 8, sealed.keyForDga(), bytes, dga()))
                .isInstanceOf(GeneralSecurityException.class);
        assertThatThrownBy(() -> PageCipher.open(otherPage, 7, sealed.keyForDga(), bytes, dga()))
                .isInstanceOf(GeneralSecurityException.class);
    }

    @Test
    void sameTransitionSealedTwice_looksDifferent() throws GeneralSecurityException {
        var transition = PageVectors.transitions(7).get(0);

        assertThat(seal(transition).transitions().get(0))
                .isNotEqualTo(seal(transition).transitions().get(0));
    }

    private static PageCipher.Encrypted seal(Transition transition) throws GeneralSecurityException {
        return PageCipher.seal(
                VECTORS.id(),
                List.of(transition),
                Keys.of(VECTORS.dgaPrivateKeyset()).forDga(),
                Keys.forParticipant(VECTORS.participantPublicKeyset()));
    }

    private static HybridDecrypt dga() throws GeneralSecurityException {
        return Keys.of(VECTORS.dgaPrivateKeyset()).asDga();
    }

    private static HybridDecrypt participant() throws GeneralSecurityException {
        return holder(VECTORS.participantPrivateKeyset());
    }

    private static HybridDecrypt holder(String keyset) throws GeneralSecurityException {
        return Keys.of(keyset).asDga();
    }

    private static byte[] decode(String base64) {
        return Base64.getDecoder().decode(base64);
    }
}
