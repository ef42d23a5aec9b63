package org.namjai.bank.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import net.corda.core.utilities.OpaqueBytes;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.namjai.corda.contracts.PackedTransitions;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The endpoint as the bank's node meets it: a real server, a form, a token. The bank's books are played. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        classes = ReviewEndpointTest.Parts.class,
        // application.yml needs the real environment.
        properties = {"namjai.bank.participant=bua", "spring.config.name=review-endpoint"})
@DirtiesContext
class ReviewEndpointTest {
    private static final String TOKEN = "Bearer for-tests-only";
    private static final PageVectors VECTORS = PageVectors.read();

    @TempDir
    private static Path directory;

    @LocalServerPort
    private int port;

    @SpringBootConfiguration
    @EnableAutoConfiguration
    @ComponentScan
    static class Parts {
        @Bean(destroyMethod = "close")
        EmbeddedPostgres postgres() throws IOException {
            return EmbeddedPostgres.start();
        }

        @Bean
        DataSource database(EmbeddedPostgres postgres) {
            return postgres.getPostgresDatabase();
        }

        @Bean
        OwnBooks books() {
            return new OwnBooks() {
                @Override
                public Set<Movement> agreeing(Collection<Movement> movements) {
                    return new HashSet<>(movements);
                }

                @Override
                public void book(String programme, Collection<Movement> movements) {
                    // They hold everything.
                }
            };
        }
    }

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) throws IOException {
        var keyset = Files.writeString(directory.resolve("bank.json"), VECTORS.participantPrivateKeyset());
        registry.add("namjai.ledger.keyset", keyset::toString);
        registry.add("namjai.ledger.review-token", () -> "for-tests-only");
    }

    @Test
    void nodeWithItsToken_isAnswered() throws Exception {
        assertThat(post(form(VECTORS.page()), TOKEN).body()).isEqualTo("yes");
        var other = new Sealer(VECTORS.participantPublicKeyset())
                .seal(1, 1, new ChainTotals(5, 0, 0, 0, 0, 0), List.of(commit(1)));

        var answer = post(form(other), TOKEN);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("no: 0 another page was agreed to under this number");
    }

    @Test
    void anybodyElse_isTurnedAway() throws Exception {
        assertThat(post(form(VECTORS.page()), null).statusCode()).isEqualTo(401);
        assertThat(post(form(VECTORS.page()), "Bearer for-tests-onl").statusCode())
                .isEqualTo(401);
        assertThat(post(form(VECTORS.page()), "Basic Zm9yLXRlc3RzLW9ubHk=").statusCode())
                .isEqualTo(401);
    }

    @Test
    void malformedForm_isNoAnswer() throws Exception {
        assertThat(post("programme=x", TOKEN).statusCode()).isEqualTo(400);
        assertThat(post(form(VECTORS.page()).replace("transitions=5", "transitions=6"), TOKEN)
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void largestPage_fits() throws Exception {
        var clear = new ArrayList<String>();
        for (int i = 1; i <= 10_000; i++) {
            clear.add(commit(i));
        }
        var page =
                new Sealer(VECTORS.participantPublicKeyset()).seal(2, 6, new ChainTotals(50_000, 0, 0, 0, 0, 0), clear);

        var answer = post(form(page), TOKEN);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).startsWith("no: 0 the page does not");
    }

    private HttpResponse<String> post(String form, @Nullable String authorization) throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/internal/ledger/review"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form));
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static String commit(long number) {
        return "{\"number\":%d,\"kind\":\"commit\",\"amountSatang\":5,".formatted(number)
                + "\"subject\":\"mfrggzdfmztwq2lknnwg23tpobyxe43u\",\"counterparty\":null,"
                + "\"cause\":\"11111111-2222-4333-8444-555555555555\",\"at\":\"2026-11-23T13:00:00Z\"}";
    }

    private static String form(ProposedPage page) {
        var t = page.totals();
        var form = new StringBuilder("programme=" + page.programme());
        field(form, "participant", page.participant());
        field(form, "number", page.number());
        field(form, "firstTransition", page.firstTransition());
        field(form, "transitions", page.encrypted().size());
        field(form, "merkleRoot", HexFormat.of().withUpperCase().formatHex(page.merkleRoot()));
        field(form, "committed", t.committed());
        field(form, "disbursed", t.disbursed());
        field(form, "spent", t.spent());
        field(form, "reversed", t.reversed());
        field(form, "returned", t.returned());
        field(form, "settled", t.settled());
        field(form, "key", Base64.getEncoder().encodeToString(page.wrappedKey()));
        var packed = PackedTransitions.pack(
                page.encrypted().stream().map(OpaqueBytes::new).toList());
        field(form, "packed", Base64.getUrlEncoder().withoutPadding().encodeToString(packed.getBytes()));
        return form.toString();
    }

    private static void field(StringBuilder form, String name, Object value) {
        form.append('&').append(name).append('=').append(URLEncoder.encode(value.toString(), StandardCharsets.UTF_8));
    }
}
