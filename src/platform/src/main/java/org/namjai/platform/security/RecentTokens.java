package org.namjai.platform.security;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.resource.web.BearerTokenResolver;
import org.springframework.security.oauth2.server.resource.web.DefaultBearerTokenResolver;

/**
 * A participant sends the same token with thousands of payments a second: what was checked is remembered for a moment, and
 * never beyond the token's own end. A key that the issuer withdraws is refused after {@link #REMEMBERED} at the latest.
 */
final class RecentTokens implements JwtDecoder, BearerTokenResolver {
    static final Duration REMEMBERED = Duration.ofMinutes(1);

    private static final int MOST = 10_000;
    private static final String BEARER = "Bearer ";

    private final LoadingCache<String, Jwt> checked;
    private final BearerTokenResolver resolver = new DefaultBearerTokenResolver();
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

    /** The form of a token that was just checked is not looked at again. */
    @Override
    public @Nullable String resolve(HttpServletRequest request) {
        String header = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (header != null && header.startsWith(BEARER)) {
            String token = header.substring(BEARER.length());
            if (checked.getIfPresent(token) != null) return token;
        }
        return resolver.resolve(request);
    }
}
