package org.namjai.bank.ledger;

import com.google.crypto.tink.HybridDecrypt;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.hybrid.HybridConfig;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Reads what the DGA encrypted for this bank. A transition is 12-byte nonce ‖ AES-256-GCM ciphertext ‖ 16-byte tag. */
final class PageOpener {
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BYTES = 16;

    static {
        try {
            HybridConfig.register();
        } catch (GeneralSecurityException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final HybridDecrypt own;

    private PageOpener(HybridDecrypt own) {
        this.own = own;
    }

    /** With the bank's private Tink keyset, JSON. */
    static PageOpener of(String privateKeyset) throws GeneralSecurityException {
        return new PageOpener(TinkJsonProtoKeysetFormat.parseKeyset(privateKeyset, InsecureSecretKeyAccess.get())
                .getPrimitive(RegistryConfiguration.get(), HybridDecrypt.class));
    }

    /** A page's key; close it when the page is read. */
    PageKey unwrap(ProposedPage page) throws GeneralSecurityException {
        return new PageKey(own.decrypt(page.wrappedKey(), page.contextInfo()));
    }

    /** The clear key of one page. */
    record PageKey(byte[] key) implements AutoCloseable {

        /** The clear bytes of the page's transition with this number. */
        byte[] open(ProposedPage page, long number, byte[] encrypted) throws GeneralSecurityException {
            if (encrypted.length < NONCE_BYTES + TAG_BYTES) {
                throw new GeneralSecurityException("too short for an encrypted transition");
            }
            var cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(
                    Cipher.DECRYPT_MODE,
                    new SecretKeySpec(key, "AES"),
                    new GCMParameterSpec(8 * TAG_BYTES, encrypted, 0, NONCE_BYTES));
            cipher.updateAAD(page.associatedData(number));
            return cipher.doFinal(encrypted, NONCE_BYTES, encrypted.length - NONCE_BYTES);
        }

        @Override
        public void close() {
            Arrays.fill(key, (byte) 0);
        }
    }
}
