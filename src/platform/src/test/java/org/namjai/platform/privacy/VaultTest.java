package org.namjai.platform.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class VaultTest {
    private final Vault vault = new Vault(Base64.getEncoder().encodeToString(new byte[32]), 1, "");

    VaultTest() throws GeneralSecurityException {}

    @Test
    void sealed_opensInItsContextOnly() {
        byte[] sealed = vault.seal("1112034563562", "request/1");

        assertThat(vault.open(sealed, "request/1")).isEqualTo("1112034563562");
        assertThatThrownBy(() -> vault.open(sealed, "request/2")).hasMessage("could not open request/2");
    }

    @Test
    void sealed_hidesThePlaintextAndDiffersEachTime() {
        byte[] sealed = vault.seal("1112034563562", "request/1");

        assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("1112034563562");
        assertThat(vault.seal("1112034563562", "request/1")).isNotEqualTo(sealed);
    }

    @Test
    void anyFlippedByte_isNoticed() {
        byte[] sealed = vault.seal("x", "c");
        for (int i = 0; i < sealed.length; i++) {
            byte[] forged = sealed.clone();
            forged[i] ^= 1;
            assertThatThrownBy(() -> vault.open(forged, "c")).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void keyOfAnotherServer_opensNothing() throws GeneralSecurityException {
        byte[] key = new byte[32];
        key[0] = 1;
        var other = new Vault(Base64.getEncoder().encodeToString(key), 1, "");

        assertThatThrownBy(() -> other.open(vault.seal("x", "c"), "c")).isInstanceOf(IllegalStateException.class);
    }
}
