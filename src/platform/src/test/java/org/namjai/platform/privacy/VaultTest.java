package org.namjai.platform.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.crypto.tink.AccessesPartialKey;
import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.AesGcmKey;
import com.google.crypto.tink.aead.AesGcmParameters;
import com.google.crypto.tink.util.SecretBytes;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VaultTest {
    private static final String KEY = Base64.getEncoder().encodeToString(new byte[32]);

    private final Vault vault = new Vault(KEY, 1, "");

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
    void keyOfAnotherServer_opensNothing() {
        byte[] key = new byte[32];
        key[0] = 1;
        var other = new Vault(Base64.getEncoder().encodeToString(key), 1, "");

        assertThatThrownBy(() -> other.open(vault.seal("x", "c"), "c")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void anythingShorterOrUnderAnotherKeysId_isNotOpened() {
        byte[] sealed = vault.seal("", "c");
        for (int length = 0; length < sealed.length; length++) {
            byte[] part = Arrays.copyOf(sealed, length);
            assertThatThrownBy(() -> vault.open(part, "c")).hasMessage("could not open c");
        }
        byte[] ofAnother = new Vault(KEY, 2, "").seal("x", "c");
        assertThatThrownBy(() -> vault.open(ofAnother, "c")).hasMessage("could not open c");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "1112034563562", "สมชาย ใจดี"})
    void sealedHere_tinkOpens_andTheOtherWayRound(String plaintext) throws GeneralSecurityException {
        for (int keyId : new int[] {1, 7, 999_999_999}) {
            var ours = new Vault(KEY, keyId, "");
            Aead tink = tink(keyId);

            byte[] byTink =
                    tink.encrypt(plaintext.getBytes(StandardCharsets.UTF_8), "c/ก".getBytes(StandardCharsets.UTF_8));
            byte[] byUs = ours.seal(plaintext, "c/ก");

            assertThat(ours.open(byTink, "c/ก")).isEqualTo(plaintext);
            assertThat(new String(tink.decrypt(byUs, "c/ก".getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8))
                    .isEqualTo(plaintext);
            assertThat(byUs).hasSameSizeAs(byTink);
            assertThat(byTink).startsWith(ours.newestPrefix());
        }
    }

    @AccessesPartialKey
    private static Aead tink(int keyId) throws GeneralSecurityException {
        AeadConfig.register();
        var key = AesGcmKey.builder()
                .setParameters(AesGcmParameters.builder()
                        .setKeySizeBytes(32)
                        .setIvSizeBytes(12)
                        .setTagSizeBytes(16)
                        .setVariant(AesGcmParameters.Variant.TINK)
                        .build())
                .setKeyBytes(SecretBytes.copyFrom(Base64.getDecoder().decode(KEY), InsecureSecretKeyAccess.get()))
                .setIdRequirement(keyId)
                .build();
        return KeysetHandle.newBuilder()
                .addEntry(KeysetHandle.importKey(key).withFixedId(keyId).makePrimary())
                .build()
                .getPrimitive(RegistryConfiguration.get(), Aead.class);
    }
}
