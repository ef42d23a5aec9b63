package org.namjai.bank;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;

import com.github.tomakehurst.wiremock.WireMockServer;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.springframework.test.context.DynamicPropertyRegistry;

/**
 * One durable PostgreSQL and one neighbour for all tests of this JVM. The neighbour speaks the platform's and the login
 * server's HTTP protocol; the real ones answer in src/sandbox's integration tests.
 */
public final class BankSlice {
    public static final WireMockServer NEIGHBOUR = new WireMockServer(options().dynamicPort());
    private static final EmbeddedPostgres POSTGRES = startPostgres();

    static {
        NEIGHBOUR.start();
        logins();
    }

    private BankSlice() {}

    /** The login server: discovery and tokens for the bank's own calls. */
    public static void logins() {
        String issuer = NEIGHBOUR.baseUrl() + "/realms/namjai";
        NEIGHBOUR.stubFor(get(urlPathEqualTo("/realms/namjai/.well-known/openid-configuration"))
                .willReturn(okJson(
                        """
                        {"issuer": "%1$s", "authorization_endpoint": "%1$s/auth", "token_endpoint": "%1$s/token",
                         "jwks_uri": "%1$s/certs", "end_session_endpoint": "%1$s/logout",
                         "subject_types_supported": ["public"], "response_types_supported": ["code"],
                         "id_token_signing_alg_values_supported": ["RS256"]}
                        """
                                .formatted(issuer))));
        NEIGHBOUR.stubFor(post(urlPathEqualTo("/realms/namjai/token"))
                .willReturn(
                        okJson("{\"access_token\": \"the-banks\", \"token_type\": \"Bearer\", \"expires_in\": 300}")));
    }

    public static void properties(DynamicPropertyRegistry registry) {
        registry.add("spring.datasource.url", () -> POSTGRES.getJdbcUrl("postgres", "postgres"));
        registry.add("spring.datasource.username", () -> "postgres");
        registry.add("NAMJAI_BANK_PARTICIPANT", () -> "bua");
        registry.add("NAMJAI_BANK_NAME_TH", () -> "ธนาคารบัว");
        registry.add("NAMJAI_BANK_NAME_EN", () -> "Bua Bank");
        registry.add("NAMJAI_BANK_KEY", () -> "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=");
        registry.add("NAMJAI_BANK_WEB_SECRET", () -> "web");
        registry.add("NAMJAI_BANK_SERVICE_SECRET", () -> "service");
        registry.add("NAMJAI_PLATFORM_URL", NEIGHBOUR::baseUrl);
        registry.add("NAMJAI_OIDC_ISSUER", () -> NEIGHBOUR.baseUrl() + "/realms/namjai");
        registry.add("NAMJAI_LEDGER_REVIEW_TOKEN", () -> "review");
    }

    private static EmbeddedPostgres startPostgres() {
        try {
            return EmbeddedPostgres.builder()
                    .setServerConfig("fsync", "on")
                    .setServerConfig("synchronous_commit", "on")
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
