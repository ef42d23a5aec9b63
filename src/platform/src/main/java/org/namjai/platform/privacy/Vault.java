package org.namjai.platform.privacy;

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
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Seals personal data at rest with AES-256-GCM. Sealed bytes begin with the key's id, so that a later key can stand
 * beside the first.
 */
@Component
public class Vault {
    private static final int FIRST_KEY_ID = 1;

    private final Aead aead;

    Vault(@Value("${namjai.vault.key}") String base64Key) throws GeneralSecurityException {
        AeadConfig.register();
        this.aead = keyset(SecretKeyText.bytes("NAMJAI_VAULT_KEY", base64Key))
                .getPrimitive(RegistryConfiguration.get(), Aead.class);
    }

    /**
     * @param context what the data belongs to (a table and row, for instance); opening needs the same
     */
    public byte[] seal(String plaintext, String context) {
        try {
            return aead.encrypt(plaintext.getBytes(StandardCharsets.UTF_8), context.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("could not seal " + context, e);
        }
    }

    /** Opens what {@link #seal} made with the same context; anything else is an {@link IllegalStateException}. */
    public String open(byte[] sealed, String context) {
        try {
            return new String(aead.decrypt(sealed, context.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("could not open " + context, e);
        }
    }

    @AccessesPartialKey
    private static KeysetHandle keyset(byte[] key) throws GeneralSecurityException {
        var parameters = AesGcmParameters.builder()
                .setKeySizeBytes(32)
                .setIvSizeBytes(12)
                .setTagSizeBytes(16)
                .setVariant(AesGcmParameters.Variant.TINK)
                .build();
        var aesKey = AesGcmKey.builder()
                .setParameters(parameters)
                .setKeyBytes(SecretBytes.copyFrom(key, InsecureSecretKeyAccess.get()))
                .setIdRequirement(FIRST_KEY_ID)
                .build();
        return KeysetHandle.newBuilder()
                .addEntry(
                        KeysetHandle.importKey(aesKey).withFixedId(FIRST_KEY_ID).makePrimary())
                .build();
    }
}
