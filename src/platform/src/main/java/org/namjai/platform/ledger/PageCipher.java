package org.namjai.platform.ledger;

import com.google.crypto.tink.HybridDecrypt;
import com.google.crypto.tink.HybridEncrypt;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encrypts a page's transitions under a key of its own, wrapped for each of the two parties.
 *
 * <p>A transition is AES-256-GCM, 12 random bytes ‖ ciphertext ‖ 16-byte tag, bound to its chain, page and number: it
 * cannot be moved to another place.
 */
final class PageCipher {

    static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final SecureRandom RANDOM = new SecureRandom();

    /** What leaves the platform: no clear text, no clear key. */
    record Encrypted(byte[] keyForDga, byte[] keyForParticipant, List<byte[]> transitions) {}

    private PageCipher() {}

    /** Encrypts {@code transitions}, the page's in order, and throws the key away. */
    static Encrypted seal(PageId page, List<Transition> transitions, HybridEncrypt dga, HybridEncrypt participant)
            throws GeneralSecurityException {
        var key = new byte[KEY_BYTES];
        RANDOM.nextBytes(key);
        try {
            var encrypted = new ArrayList<byte[]>(transitions.size());
            for (var transition : transitions) {
                encrypted.add(encrypt(key, transition.toBytes(), page.associatedData(transition.number())));
            }
            return new Encrypted(
                    dga.encrypt(key, page.contextInfo()), participant.encrypt(key, page.contextInfo()), encrypted);
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }

    /** Reads one transition back with one party's wrapped key. */
    static Transition open(PageId page, long number, byte[] wrappedKey, byte[] encrypted, HybridDecrypt holder)
            throws GeneralSecurityException {
        try (var key = unwrap(page, wrappedKey, holder)) {
            return key.open(number, encrypted);
        }
    }

    /** A page's key; close it when the page is read. */
    static PageKey unwrap(PageId page, byte[] wrappedKey, HybridDecrypt holder) throws GeneralSecurityException {
        return new PageKey(page, holder.decrypt(wrappedKey, page.contextInfo()));
    }

    /** The clear key of one page. */
    record PageKey(PageId page, byte[] key) implements AutoCloseable {

        Transition open(long number, byte[] encrypted) throws GeneralSecurityException {
            return Transition.fromBytes(decrypt(key, encrypted, page.associatedData(number)));
        }

        @Override
        public void close() {
            Arrays.fill(key, (byte) 0);
        }
    }

    private static byte[] encrypt(byte[] key, byte[] clear, byte[] associatedData) throws GeneralSecurityException {
        var nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(associatedData);
        var sealed = Arrays.copyOf(nonce, NONCE_BYTES + cipher.getOutputSize(clear.length));
        cipher.doFinal(clear, 0, clear.length, sealed, NONCE_BYTES);
        return sealed;
    }

    private static byte[] decrypt(byte[] key, byte[] sealed, byte[] associatedData) throws GeneralSecurityException {
        if (sealed.length < NONCE_BYTES + TAG_BITS / 8) {
            throw new GeneralSecurityException("too short for an encrypted transition");
        }
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(
                Cipher.DECRYPT_MODE,
                new SecretKeySpec(key, "AES"),
                new GCMParameterSpec(TAG_BITS, sealed, 0, NONCE_BYTES));
        cipher.updateAAD(associatedData);
        return cipher.doFinal(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES);
    }
}
