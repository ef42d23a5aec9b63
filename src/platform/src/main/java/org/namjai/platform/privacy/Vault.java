package org.namjai.platform.privacy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Seals with AES-256-GCM: people's keys under the platform's, and personal data under a person's. Sealed bytes begin with the
 * id of their key, so that a new key can stand beside older ones until everything is sealed under it.
 *
 * <p>The bytes are Tink's: prefix, nonce, ciphertext and tag. They are made here, because Tink builds a keyset with a registry
 * for each key, and a rush of requests brings a person's key each.
 */
@Component
final class Vault {
    private static final int FIRST_KEY_ID = 1;
    /** What Tink puts before everything that it seals: a version, then the key's id. */
    private static final byte TINK_PREFIX = 1;

    private static final int PREFIX_BYTES = 5;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BYTES = 16;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final int newest;
    private final Map<Integer, SecretKey> keys = new HashMap<>();

    /**
     * @param base64Key the newest key, 32 bytes
     * @param keyId its id; higher than any before
     * @param oldKeys older keys that are still needed, as {@code id:base64} with commas between
     */
    @Autowired
    Vault(
            @Value("${namjai.vault.key}") String base64Key,
            @Value("${namjai.vault.key-id:1}") int keyId,
            @Value("${namjai.vault.old-keys:}") String oldKeys) {
        this(keyId, keys(keyId, base64Key, oldKeys));
    }

    private Vault(int newest, Map<Integer, byte[]> keys) {
        this.newest = newest;
        keys.forEach((id, key) -> this.keys.put(id, new SecretKeySpec(key, "AES")));
    }

    /** Seals and opens under one person's key. */
    static Vault under(byte[] personKey) {
        return new Vault(FIRST_KEY_ID, Map.of(FIRST_KEY_ID, personKey));
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
        byte[] text = plaintext.getBytes(StandardCharsets.UTF_8);
        var nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        ByteBuffer sealed = ByteBuffer.allocate(PREFIX_BYTES + NONCE_BYTES + text.length + TAG_BYTES)
                .put(newestPrefix())
                .put(nonce);
        try {
            cipher(Cipher.ENCRYPT_MODE, newest, nonce, context).doFinal(ByteBuffer.wrap(text), sealed);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("could not seal " + context, e);
        }
        return sealed.array();
    }

    /** Opens what {@link #seal} made with the same context; anything else is an {@link IllegalStateException}. */
    String open(byte[] sealed, String context) {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(sealed);
            if (sealed.length < PREFIX_BYTES + NONCE_BYTES + TAG_BYTES || bytes.get() != TINK_PREFIX) {
                throw new GeneralSecurityException("not sealed here");
            }
            int key = bytes.getInt();
            var nonce = new byte[NONCE_BYTES];
            bytes.get(nonce);
            byte[] text = cipher(Cipher.DECRYPT_MODE, key, nonce, context)
                    .doFinal(sealed, bytes.position(), bytes.remaining());
            return new String(text, StandardCharsets.UTF_8);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("could not open " + context, e);
        }
    }

    private Cipher cipher(int mode, int keyId, byte[] nonce, String context) throws GeneralSecurityException {
        SecretKey key = keys.get(keyId);
        if (key == null) {
            throw new GeneralSecurityException("no key " + keyId);
        }
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BYTES * Byte.SIZE, nonce));
        cipher.updateAAD(context.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}
