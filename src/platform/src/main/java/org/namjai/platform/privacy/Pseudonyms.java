package org.namjai.platform.privacy;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.namjai.platform.shared.CitizenId;
import org.namjai.platform.shared.Pseudonym;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Gives every person one pseudonym that only the holder of the key can make or check. */
@Component
public class Pseudonyms {
    private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";
    private static final int BYTES = 20;

    private final SecretKeySpec key;

    Pseudonyms(@Value("${namjai.pseudonym.key}") String base64Key) {
        this.key = new SecretKeySpec(SecretKeyText.bytes("NAMJAI_PSEUDONYM_KEY", base64Key), "HmacSHA256");
    }

    public Pseudonym of(CitizenId citizenId) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            byte[] tag = mac.doFinal(("citizen:" + citizenId.digits()).getBytes(StandardCharsets.UTF_8));
            return new Pseudonym(base32(Arrays.copyOf(tag, BYTES)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HMAC-SHA256 is missing from this JDK", e);
        }
    }

    /** RFC 4648 without padding; the length is a multiple of five bytes, so no bits are left over. */
    private static String base32(byte[] bytes) {
        var text = new StringBuilder(bytes.length * 8 / 5);
        long bits = 0;
        int held = 0;
        for (byte b : bytes) {
            bits = (bits << 8 | (b & 0xff)) & 0xfff;
            held += 8;
            while (held >= 5) {
                held -= 5;
                text.append(ALPHABET.charAt((int) (bits >> held) & 31));
            }
        }
        return text.toString();
    }
}
