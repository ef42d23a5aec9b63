package org.namjai.platform.privacy;

import java.util.Base64;

/** Reads a 256-bit key from configuration; says what is wrong with it without showing it. */
final class SecretKeyText {
    private SecretKeyText() {}

    static byte[] bytes(String name, String base64) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException(name + " is not base64", e);
        }
        if (bytes.length != 32) {
            throw new IllegalStateException(name + " must be 32 bytes, it has " + bytes.length);
        }
        return bytes;
    }
}
