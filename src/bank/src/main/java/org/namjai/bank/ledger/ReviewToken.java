package org.namjai.bank.ledger;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.jspecify.annotations.Nullable;

/** The secret that the bank's node shows to its gateway; compared in a time that tells nothing about it. */
final class ReviewToken {
    private static final String SCHEME = "Bearer ";

    private final byte @Nullable [] digest;

    ReviewToken(@Nullable String token) {
        this.digest = token == null || token.isBlank() ? null : digest(token);
    }

    /** Whether an {@code Authorization} header shows the token; never when none is set. */
    boolean isShownBy(@Nullable String authorization) {
        return digest != null
                && authorization != null
                && authorization.startsWith(SCHEME)
                && MessageDigest.isEqual(digest, digest(authorization.substring(SCHEME.length())));
    }

    private static byte[] digest(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
