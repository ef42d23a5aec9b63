package org.namjai.platform;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.put;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.jwt;

import com.github.tomakehurst.wiremock.WireMockServer;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.namjai.platform.account.AccountRef;
import org.namjai.platform.account.Books;
import org.namjai.platform.participant.Participant;
import org.namjai.platform.participant.Participants;
import org.namjai.platform.payment.CashOutRules;
import org.namjai.platform.payment.Judgement;
import org.namjai.platform.payment.LimitRules;
import org.namjai.platform.payment.Refusal;
import org.namjai.platform.payment.ReversalRules;
import org.namjai.platform.payment.SpendingLimit;
import org.namjai.platform.payment.SpendingRules;
import org.namjai.platform.programme.Programmes;
import org.namjai.platform.programme.Proposals;
import org.namjai.platform.request.AppealRules;
import org.namjai.platform.request.Explanation;
import org.namjai.platform.request.Explanations;
import org.namjai.platform.request.NewRequest;
import org.namjai.platform.shared.CitizenId;
import org.namjai.platform.shared.ParticipantId;
import org.namjai.platform.shared.ProgrammeId;
import org.namjai.platform.shared.Reason;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.autoconfigure.web.servlet.AutoConfigureMockMvc;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.config.annotation.method.configuration.EnableMethodSecurity;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.RequestPostProcessor;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The domain's modules on a real PostgreSQL, without engine and ledger; registries, banks and the identity provider are
 * HTTP servers of the test's own. All classes that extend this one share one context and one database, so each test
 * makes its own people.
 */
@SpringBootTest(
        classes = DomainSlice.Slice.class,
        properties = {
            // Not the whole platform's configuration, which needs the engine and an identity provider.
            "spring.config.name=domain-slice",
            "namjai.requests.intake.catalogue-age=0s",
            "namjai.pseudonym.key=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
            "namjai.vault.key=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
            "spring.security.oauth2.client.registration.platform.client-id=platform",
            "spring.security.oauth2.client.registration.platform.client-secret=test",
            "spring.security.oauth2.client.registration.platform.authorization-grant-type=client_credentials",
            "spring.mvc.problemdetails.enabled=true",
            "namjai.payments.facts-age=0s",
            "namjai.registries.pause=1ms",
            "namjai.registries.open-for=1ms",
            "namjai.disbursement.most-single=10"
        })
@AutoConfigureMockMvc
public abstract class DomainSlice {
    protected static final ProgrammeId PROGRAMME = new ProgrammeId("digital-wallet");
    protected static final ParticipantId BUA = new ParticipantId("bua");
    protected static final ParticipantId KHAOHOM = new ParticipantId("khaohom");
    protected static final String TOKEN = "the-platforms-own-token";

    /** Registries, banks and token endpoint. */
    protected static final WireMockServer OUTSIDE =
            new WireMockServer(options().dynamicPort().extensions(new MadeRegistries()));

    /** The programme's limits of each test; none at its start. */
    protected static volatile List<SpendingLimit> limits = List.of();

    @Autowired
    protected MockMvc mvc;

    @Autowired
    protected Programmes programmes;

    @Autowired
    protected Proposals proposals;

    @Autowired
    protected Participants participants;

    @Autowired
    protected Books books;

    @Autowired
    protected JdbcClient jdbc;

    @Autowired
    protected TransactionTemplate transaction;

    static {
        OUTSIDE.start();
    }

    @DynamicPropertySource
    static void surroundings(DynamicPropertyRegistry registry) {
        TestDatabase.register(registry);
        registry.add("namjai.registries.url", () -> OUTSIDE.baseUrl() + "/registries");
        registry.add("spring.security.oauth2.client.provider.platform.token-uri", () -> OUTSIDE.baseUrl() + "/token");
    }

    @BeforeEach
    void publishedProgrammeAndTwoLiveBanks() {
        limits = List.of();
        theOutsideIsWell();
        if (programmes.find(PROGRAMME).isEmpty()) {
            TestProgrammes.draft(programmes, PROGRAMME, "โครงการทดสอบ", "Test programme", "1");
        }
        TestProgrammes.published(programmes, proposals, PROGRAMME);
        participants.register(bank(BUA, Participant.State.LIVE));
        participants.register(bank(KHAOHOM, Participant.State.LIVE));
    }

    /** Tokens are given and the banks accept every instruction. */
    protected static void theOutsideIsWell() {
        OUTSIDE.resetAll();
        OUTSIDE.stubFor(post("/token")
                .willReturn(
                        okJson("{\"access_token\":\"" + TOKEN + "\",\"token_type\":\"Bearer\",\"expires_in\":300}")));
        OUTSIDE.stubFor(put(urlPathMatching("/banks/api/v1/disbursements/.*"))
                .willReturn(aResponse().withStatus(202)));
        MadeAccounts.areWell(OUTSIDE);
        MadeRegistries.areWell(OUTSIDE);
    }

    protected static Participant bank(ParticipantId id, Participant.State state) {
        return new Participant(
                id,
                "ธนาคาร",
                "Bank",
                "O=" + id + ", L=Bangkok, C=TH",
                URI.create(OUTSIDE.baseUrl() + "/banks"),
                "{}",
                state);
    }

    /** A person nobody has met. */
    protected static CitizenId somebody() {
        return MadeCitizens.somebody();
    }

    protected static NewRequest requestOf(CitizenId citizenId) {
        return requestOf(citizenId, UUID.randomUUID().toString());
    }

    protected static NewRequest requestOf(CitizenId citizenId, String key) {
        return new NewRequest(
                "super-app",
                key,
                PROGRAMME,
                citizenId,
                BUA,
                "1234567890",
                Map.of("declaration", true, "phone", "0812345678"));
    }

    protected long budget() {
        return books.balance(AccountRef.budget(PROGRAMME)).orElseThrow();
    }

    protected static RequestPostProcessor superApp() {
        return jwt().jwt(token -> token.claim("azp", "super-app"))
                .authorities(AuthorityUtils.createAuthorityList("ROLE_super-app"));
    }

    protected static RequestPostProcessor participant(ParticipantId id) {
        return jwt().jwt(token -> token.claim("participant_id", id.value()))
                .authorities(AuthorityUtils.createAuthorityList("ROLE_participant"));
    }

    protected static RequestPostProcessor role(String role) {
        return jwt().authorities(AuthorityUtils.createAuthorityList("ROLE_" + role));
    }

    @SpringBootConfiguration
    @EnableAutoConfiguration(
            excludeName = {
                "org.camunda.bpm.spring.boot.starter.CamundaBpmAutoConfiguration",
                "org.camunda.bpm.spring.boot.starter.rest.CamundaBpmRestJerseyAutoConfiguration",
                "org.camunda.bpm.spring.boot.starter.webapp.CamundaBpmWebappAutoConfiguration"
            })
    @ComponentScan({
        "org.namjai.platform.account",
        "org.namjai.platform.disbursement",
        "org.namjai.platform.geography",
        "org.namjai.platform.participant",
        "org.namjai.platform.payment",
        "org.namjai.platform.privacy",
        "org.namjai.platform.programme",
        "org.namjai.platform.registry",
        "org.namjai.platform.request",
        "org.namjai.platform.shared"
    })
    @EnableMethodSecurity
    static class Slice {
        @Bean
        SecurityFilterChain tokens(HttpSecurity http) throws Exception {
            return http.authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                    .oauth2ResourceServer(server -> server.jwt(jwt -> {}))
                    .csrf(csrf -> csrf.disable())
                    .build();
        }

        @Bean
        ClassPathForms forms() {
            return new ClassPathForms();
        }

        /** Tests bring decoded tokens; a real one has no place here. */
        @Bean
        JwtDecoder noRealTokens() {
            return token -> {
                throw new JwtException("tests bring decoded tokens");
            };
        }

        /** Stands for the table of the appeals' days. */
        @Bean
        AppealRules fifteenDays() {
            return (programme, reasonCode) -> 15;
        }

        /** Stands for the engine: tables are explained there. */
        @Bean
        Explanations unexplained() {
            return decision -> new Explanation(List.of(), List.of(), 0);
        }

        /** Stands for the engine's decision table. */
        @Bean
        LimitRules limitsOfTheTest() {
            return (programme, round, merchantClass) -> limits;
        }

        /** Stands for the engine's table: what is older than an hour stays. */
        @Bean
        ReversalRules withinTheHour() {
            return (programme, paymentDecidedBy, facts) -> new ReversalRules.Ruling(
                    facts.minutesSince() < 60 ? List.of() : List.of(new Reason("too-late", "เกินเวลา", "Too late.")),
                    "one-rule");
        }

        /** Stands for the engine's table: what persons paid is not cash. */
        @Bean
        CashOutRules notFromTheFirstRound() {
            return (programme, facts) -> facts.round() == 1 || facts.taxStatus().equals("none")
                    ? List.of(new Reason("first-round", "รอบแรก", "First round."))
                    : List.of();
        }

        /** Stands for the engine's decision table: two of its rules. */
        @Bean
        SpendingRules twoRules() {
            return (programme, facts) -> {
                List<Refusal> refusals = new ArrayList<>();
                if (!facts.payerDistrict().equals(facts.merchantDistrict())) {
                    refusals.add(new Refusal("payer", new Reason("other-district", "คนละอำเภอ", "Another district.")));
                }
                if (!facts.windowOpen()) {
                    refusals.add(new Refusal("payer", new Reason("window-closed", "ปิดแล้ว", "Closed.")));
                }
                return new Judgement(refusals, "two-rules");
            };
        }
    }
}
