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
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Seals with AES-256-GCM: people's keys under the platform's, and personal data under a person's. Sealed bytes begin with the
 * id of their key, so that a new key can stand beside older ones until everything is sealed under it.
 */
@Component
final class Vault {
    private static final int FIRST_KEY_ID = 1;
    /** What Tink puts before everything that it seals: a version, then the key's id. */
    private static final byte TINK_PREFIX = 1;

    private static final int PREFIX_BYTES = 5;

    private final Aead aead;
    private final int newest;

    /**
     * @param base64Key the newest key, 32 bytes
     * @param keyId its id; higher than any before
     * @param oldKeys older keys that are still needed, as {@code id:base64} with commas between
     */
    @Autowired
    Vault(
            @Value("${namjai.vault.key}") String base64Key,
            @Value("${namjai.vault.key-id:1}") int keyId,
            @Value("${namjai.vault.old-keys:}") String oldKeys)
            throws GeneralSecurityException {
        this(keyId, keys(keyId, base64Key, oldKeys));
    }

    private Vault(int newest, Map<Integer, byte[]> keys) throws GeneralSecurityException {
        AeadConfig.register();
        this.newest = newest;
        this.aead = keyset(newest, keys).getPrimitive(RegistryConfiguration.get(), Aead.class);
    }

    /** Seals and opens under one person's key. */
    static Vault under(byte[] personKey) {
        try {
            return new Vault(FIRST_KEY_ID, Map.of(FIRST_KEY_ID, personKey));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("not a key", e);
        }
    }

    private static Map<Integer, byte[]> keys(int keyId, String base64Key, String oldKeys) {
        var keys = new TreeMap<Integer, byte[]>();
        for (String old : oldKeys.isBlank() ? new String[0] : oldKeys.split(",")) {
            String[] parts = old.strip().split(":", 2);
            if (parts.length != 2 || !parts[0].matches("[1-9][0-9]{0,8}")) {
                throw new IllegalStateException("NAMJAI_VAULT_OLD_KEYS is a list of id:base64");
            }
            keys.put(Integer.valueOf(parts[0]), SecretKeyText.bytes("NAMJAI_VAULT_OLD_KEYS", parts[1]));
        }
        if (keys.put(keyId, SecretKeyText.bytes("NAMJAI_VAULT_KEY", base64Key)) != null) {
            throw new IllegalStateException("NAMJAI_VAULT_OLD_KEYS has the id of NAMJAI_VAULT_KEY");
        }
        return keys;
    }

    /** The first bytes of what is sealed now. */
    byte[] newestPrefix() {
        return ByteBuffer.allocate(PREFIX_BYTES).put(TINK_PREFIX).putInt(newest).array();
    }

    byte[] sealKey(byte[] key, String context) {
        return seal(Base64.getEncoder().encodeToString(key), "person_key/" + context);
    }

    byte[] openKey(byte[] sealed, String context) {
        return Base64.getDecoder().decode(open(sealed, "person_key/" + context));
    }

    /**
     * @param context what the data belongs to (a table and row, for instance); opening needs the same
     */
    byte[] seal(String plaintext, String context) {
        try {
            return aead.encrypt(plaintext.getBytes(StandardCharsets.UTF_8), context.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("could not seal " + context, e);
        }
    }

    /** Opens what {@link #seal} made with the same context; anything else is an {@link IllegalStateException}. */
    String open(byte[] sealed, String context) {
        try {
            return new String(aead.decrypt(sealed, context.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("could not open " + context, e);
        }
    }

    @AccessesPartialKey
    private static KeysetHandle keyset(int newest, Map<Integer, byte[]> keys) throws GeneralSecurityException {
        var parameters = AesGcmParameters.builder()
                .setKeySizeBytes(32)
                .setIvSizeBytes(12)
                .setTagSizeBytes(16)
                .setVariant(AesGcmParameters.Variant.TINK)
                .build();
        var keyset = KeysetHandle.newBuilder();
        for (Map.Entry<Integer, byte[]> key : keys.entrySet()) {
            var aesKey = AesGcmKey.builder()
                    .setParameters(parameters)
                    .setKeyBytes(SecretBytes.copyFrom(key.getValue(), InsecureSecretKeyAccess.get()))
                    .setIdRequirement(key.getKey())
                    .build();
            var entry = KeysetHandle.importKey(aesKey).withFixedId(key.getKey());
            keyset.addEntry(key.getKey() == newest ? entry.makePrimary() : entry);
        }
        return keyset.build();
    }
}
