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

/** Pseudonyms made with a person's own key, and the keyed hash by which that key is found. */
@Component
class Pseudonyms {
    private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";
    private static final int BYTES = 20;

    private final SecretKeySpec key;

    Pseudonyms(@Value("${namjai.pseudonym.key}") String base64Key) {
        this.key = new SecretKeySpec(SecretKeyText.bytes("NAMJAI_PSEUDONYM_KEY", base64Key), "HmacSHA256");
    }

    /** Finds a person's key; without the platform's own key nobody can make it. */
    byte[] lookUp(CitizenId citizenId) {
        return mac(key, "look-up:" + citizenId.digits());
    }

    /** The same for the same name, and says nothing of it to whoever has not the platform's own key. */
    String of(String kind, String name) {
        return base32(Arrays.copyOf(mac(key, kind + ":" + name), BYTES));
    }

    static Pseudonym of(byte[] personKey, CitizenId citizenId) {
        byte[] tag = mac(new SecretKeySpec(personKey, "HmacSHA256"), "citizen:" + citizenId.digits());
        return new Pseudonym(base32(Arrays.copyOf(tag, BYTES)));
    }

    private static byte[] mac(SecretKeySpec key, String text) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
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
