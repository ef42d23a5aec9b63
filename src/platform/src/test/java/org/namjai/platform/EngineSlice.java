package org.namjai.platform;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.put;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;

import com.github.tomakehurst.wiremock.WireMockServer;
import java.net.URI;
import org.junit.jupiter.api.BeforeEach;
import org.namjai.platform.participant.Participant;
import org.namjai.platform.participant.Participants;
import org.namjai.platform.programme.Programmes;
import org.namjai.platform.programme.Proposals;
import org.namjai.platform.shared.CitizenId;
import org.namjai.platform.shared.ParticipantId;
import org.namjai.platform.shared.ProgrammeId;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.TypeExcludeFilter;
import org.springframework.boot.test.autoconfigure.web.servlet.AutoConfigureMockMvc;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.MockMvc;

/**
 * The whole platform with its own configuration, engine and security, on a real PostgreSQL; only the ledger's node is
 * absent. Registries, a bank and the identity provider's endpoints are HTTP servers of the test's own. Jobs run when a
 * test says so. All classes that extend this one share one context.
 */
@SpringBootTest(
        classes = EngineSlice.Whole.class,
        properties = {
            "NAMJAI_PSEUDONYM_KEY=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
            "NAMJAI_VAULT_KEY=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
            "NAMJAI_OIDC_WEB_SECRET=test",
            "NAMJAI_OIDC_SERVICE_SECRET=test",
            "namjai.requests.intake.catalogue-age=0s",
            "namjai.payments.facts-age=0s",
            "namjai.ledger.rpc-address=",
            "camunda.bpm.job-execution.enabled=false",
            "namjai.registries.pause=1ms",
            "namjai.registries.open-for=1ms",
            // So that MockMvc reaches the engine's own REST API.
            "spring.jersey.type=filter",
            "spring.jersey.init[jersey.config.servlet.filter.contextPath]=/engine-rest"
        })
@AutoConfigureMockMvc
public abstract class EngineSlice {
    protected static final ProgrammeId PROGRAMME = new ProgrammeId("digital-wallet");
    protected static final ParticipantId BUA = new ParticipantId("bua");

    /** Registries, bank and identity provider. */
    protected static final WireMockServer OUTSIDE =
            new WireMockServer(options().dynamicPort().extensions(new MadeRegistries()));

    @Autowired
    protected MockMvc mvc;

    @Autowired
    protected Programmes programmes;

    @Autowired
    protected Proposals proposals;

    @Autowired
    private Participants participants;

    static {
        OUTSIDE.start();
        theOutsideIsWell();
    }

    @DynamicPropertySource
    static void surroundings(DynamicPropertyRegistry registry) {
        TestDatabase.register(registry);
        registry.add("NAMJAI_REGISTRIES_URL", () -> OUTSIDE.baseUrl() + "/registries");
        registry.add("NAMJAI_OIDC_ISSUER", EngineSlice::issuer);
    }

    @BeforeEach
    void publishedProgrammeAndLiveBank() {
        theOutsideIsWell();
        TestProgrammes.published(programmes, proposals, PROGRAMME);
        join(BUA, "ธนาคารบัว", "Bua Bank");
    }

    /** A live bank, which accepts every instruction. */
    protected final void join(ParticipantId id, String nameTh, String nameEn) {
        participants.register(new Participant(
                id,
                nameTh,
                nameEn,
                "O=" + nameEn + ", L=Bangkok, C=TH",
                URI.create(OUTSIDE.baseUrl() + "/banks"),
                "{}",
                Participant.State.LIVE));
    }

    protected static CitizenId somebody() {
        return MadeCitizens.somebody();
    }

    private static String issuer() {
        return OUTSIDE.baseUrl() + "/realms/namjai";
    }

    /** Tokens are given, the bank accepts every instruction, and whoever is asked about meets every condition. */
    protected static void theOutsideIsWell() {
        OUTSIDE.resetAll();
        OUTSIDE.stubFor(any(anyUrl()).atPriority(10).willReturn(aResponse().withStatus(404)));
        OUTSIDE.stubFor(get("/realms/namjai/.well-known/openid-configuration")
                .willReturn(okJson(
                        """
                        {"issuer":"%1$s","authorization_endpoint":"%1$s/auth","token_endpoint":"%1$s/token",
                        "jwks_uri":"%1$s/certs","end_session_endpoint":"%1$s/end","subject_types_supported":["public"]}
                        """
                                .formatted(issuer()))));
        OUTSIDE.stubFor(post("/realms/namjai/token")
                .willReturn(okJson("{\"access_token\":\"t\",\"token_type\":\"Bearer\",\"expires_in\":300}")));
        OUTSIDE.stubFor(put(urlPathMatching("/banks/api/v1/disbursements/.*"))
                .willReturn(aResponse().withStatus(202)));
        MadeAccounts.areWell(OUTSIDE);
        MadeRegistries.areWell(OUTSIDE);
    }

    /** Everybody has this record: a JSON object of the registry's attributes. */
    protected static void registrySays(String registry, String attributes) {
        MadeRegistries.say(OUTSIDE, registry, attributes);
    }

    protected static void registryKnowsNobody(String registry) {
        MadeRegistries.sayNothing(OUTSIDE, registry);
    }

    protected static void registryIsAway(String registry) {
        MadeRegistries.fail(OUTSIDE, registry);
    }

    /** What {@link PlatformApplication} finds, without the other slices that stand beside it in the tests. */
    @SpringBootConfiguration
    @EnableAutoConfiguration
    @ComponentScan(
            basePackageClasses = PlatformApplication.class,
            excludeFilters = {
                @ComponentScan.Filter(type = FilterType.CUSTOM, classes = TypeExcludeFilter.class),
                @ComponentScan.Filter(type = FilterType.REGEX, pattern = ".*Slice(\\$.*)?"),
                @ComponentScan.Filter(type = FilterType.ASSIGNABLE_TYPE, classes = PlatformApplication.class)
            })
    static class Whole {}
}
