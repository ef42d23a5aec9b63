package org.namjai.platform.security;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.time.Clock;
import java.time.Duration;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;

/**
 * A participant sends the same token with thousands of payments a second: what was checked is remembered for a moment, and
 * never beyond the token's own end. A key that the issuer withdraws is refused after {@link #REMEMBERED} at the latest.
 */
final class RecentTokens implements JwtDecoder {
    static final Duration REMEMBERED = Duration.ofMinutes(1);

    private static final int MOST = 10_000;

    private final LoadingCache<String, Jwt> checked;
    private final Clock clock;

    RecentTokens(JwtDecoder decoder, Clock clock) {
        this.clock = clock;
        this.checked = Caffeine.newBuilder()
                .maximumSize(MOST)
                .expireAfterWrite(REMEMBERED)
                .build(decoder::decode);
    }

    @Override
    public Jwt decode(String token) {
        Jwt jwt = checked.get(token);
        if (jwt.getExpiresAt() == null || !clock.instant().isBefore(jwt.getExpiresAt())) {
            throw new BadJwtException("the token has expired");
        }
        return jwt;
    }
}
