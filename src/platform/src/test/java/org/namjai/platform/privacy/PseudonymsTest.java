package org.namjai.platform.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.namjai.platform.shared.CitizenId;
import org.namjai.platform.shared.Pseudonym;

class PseudonymsTest {
    private static final CitizenId PERSON = new CitizenId("1112034563562");

    @Test
    void knownKeyAndPerson_giveTheKnownPseudonym() {
        // Computed apart: python3 base64.b32encode(hmac.digest(bytes(32), b"citizen:1112034563562", "sha256")[:20])
        assertThat(Pseudonyms.of(new byte[32], PERSON)).isEqualTo(new Pseudonym("qt2iwr5slxmj2pnmshmvw6rnny3nesm4"));
    }

    @Test
    void otherKeyOrOtherPerson_givesAnother() {
        assertThat(Pseudonyms.of(Base64.getDecoder().decode(key(1)), PERSON))
                .isNotEqualTo(Pseudonyms.of(new byte[32], PERSON));
        assertThat(new Pseudonyms(key(0)).lookUp(PERSON))
                .isNotEqualTo(new Pseudonyms(key(1)).lookUp(PERSON))
                .isNotEqualTo(new Pseudonyms(key(0)).lookUp(new CitizenId("1101700230708")));
    }

    @Test
    void keyOfWrongLengthOrForm_isRefusedWithoutShowingIt() {
        assertThatThrownBy(() -> new Pseudonyms("c2VjcmV0"))
                .hasMessage("NAMJAI_PSEUDONYM_KEY must be 32 bytes, it has 6");
        assertThatThrownBy(() -> new Pseudonyms("not base64!")).hasMessage("NAMJAI_PSEUDONYM_KEY is not base64");
    }

    private static String key(int fill) {
        byte[] key = new byte[32];
        Arrays.fill(key, (byte) fill);
        return Base64.getEncoder().encodeToString(key);
    }
}
