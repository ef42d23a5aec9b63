package org.namjai.platform.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;

class RecentTokensTest {
    private static final Instant NOW = Instant.parse("2026-11-28T05:00:00Z");

    private final AtomicInteger decoded = new AtomicInteger();

    @Test
    void tokenThatComesAgain_isCheckedOnce() {
        RecentTokens tokens = at(NOW, this::decode);

        assertThat(tokens.decode("good").getSubject()).isEqualTo("good");
        assertThat(tokens.decode("good").getSubject()).isEqualTo("good");
        assertThat(tokens.decode("other").getSubject()).isEqualTo("other");

        assertThat(decoded).hasValue(2);
    }

    @Test
    void rememberedTokenThatHasExpired_isRefused() {
        RecentTokens tokens = at(NOW.plusSeconds(300), this::decode);

        assertThatThrownBy(() -> tokens.decode("good"))
                .isInstanceOf(BadJwtException.class)
                .hasMessage("the token has expired");
    }

    @Test
    void refusedToken_isCheckedAgainEachTime() {
        RecentTokens tokens = at(NOW, token -> {
            decoded.incrementAndGet();
            throw new BadJwtException("forged");
        });

        assertThatThrownBy(() -> tokens.decode("bad")).hasMessage("forged");
        assertThatThrownBy(() -> tokens.decode("bad")).hasMessage("forged");

        assertThat(decoded).hasValue(2);
    }

    @Test
    void tokenOfARequest_isTheSameBeforeAndAfterItIsRemembered() {
        RecentTokens tokens = at(NOW, this::decode);

        assertThat(tokens.resolve(calling("Bearer good"))).isEqualTo("good");
        tokens.decode("good");
        assertThat(tokens.resolve(calling("Bearer good"))).isEqualTo("good");
        assertThat(tokens.resolve(new MockHttpServletRequest())).isNull();
        assertThat(tokens.resolve(calling("Basic good"))).isNull();
    }

    @Test
    void headerThatIsNoToken_isRefused_thoughItsBeginningIsRemembered() {
        RecentTokens tokens = at(NOW, this::decode);
        tokens.decode("good");

        assertThatThrownBy(() -> tokens.resolve(calling("Bearer good and more")))
                .isInstanceOf(OAuth2AuthenticationException.class);
    }

    private static MockHttpServletRequest calling(String authorization) {
        var request = new MockHttpServletRequest();
        request.addHeader("Authorization", authorization);
        return request;
    }

    private Jwt decode(String token) {
        decoded.incrementAndGet();
        return Jwt.withTokenValue(token)
                .header("alg", "RS256")
                .subject(token)
                .issuedAt(NOW.minusSeconds(1))
                .expiresAt(NOW.plus(Duration.ofMinutes(5)))
                .build();
    }

    private static RecentTokens at(Instant now, JwtDecoder decoder) {
        return new RecentTokens(decoder, Clock.fixed(now, ZoneOffset.UTC));
    }
}
