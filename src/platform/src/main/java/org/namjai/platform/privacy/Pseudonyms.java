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
        return Pseudonym.of(Arrays.copyOf(mac(key, kind + ":" + name), Pseudonym.BYTES))
                .value();
    }

    static Pseudonym of(byte[] personKey, CitizenId citizenId) {
        byte[] tag = mac(new SecretKeySpec(personKey, "HmacSHA256"), "citizen:" + citizenId.digits());
        return Pseudonym.of(Arrays.copyOf(tag, Pseudonym.BYTES));
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
}
