package org.namjai.bank.account;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.namjai.bank.BankSettings;
import org.springframework.stereotype.Component;

/** Finds a citizen without keeping the number: HMAC-SHA256 under the bank's own key. */
@Component
public class CitizenHash {
    private static final int KEY_BYTES = 32;

    private final SecretKeySpec key;

    CitizenHash(BankSettings settings) {
        byte[] bytes = Base64.getDecoder().decode(settings.key());
        if (bytes.length != KEY_BYTES) throw new IllegalStateException("NAMJAI_BANK_KEY must be Base64 of 32 bytes.");
        this.key = new SecretKeySpec(bytes, "HmacSHA256");
    }

    public byte[] of(String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
