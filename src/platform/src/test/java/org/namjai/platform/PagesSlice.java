package org.namjai.platform;

import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.oidcLogin;

import com.github.tomakehurst.wiremock.WireMockServer;
import java.util.Arrays;
import java.util.List;
import org.namjai.platform.request.AppealRules;
import org.namjai.platform.request.Explanation;
import org.namjai.platform.request.Explanations;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.autoconfigure.web.servlet.AutoConfigureMockMvc;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.RequestPostProcessor;

/**
 * The pages with the real modules behind them, on a real PostgreSQL, without engine and ledger. All classes of tests
 * that extend this one share one context. Who may open which page is the security module's matter and is tested there.
 */
@SpringBootTest(
        classes = PagesSlice.Slice.class,
        properties = {
            // Not application.yml: its settings come from an environment that this slice has not.
            "spring.config.name=pages-slice",
            "namjai.requests.intake.catalogue-age=0s",
            "namjai.pseudonym.key=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
            "namjai.vault.key=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
            "namjai.registries.pause=1ms",
            "spring.security.oauth2.client.registration.platform.client-id=platform",
            "spring.security.oauth2.client.registration.platform.client-secret=test",
            "spring.security.oauth2.client.registration.platform.authorization-grant-type=client_credentials"
        })
@AutoConfigureMockMvc
public abstract class PagesSlice {
    protected static final String SOMCHAI = "1101700207030";
    protected static final String MALEE = "3100602345671";

    /** Registries and token endpoint: the same as the domain's tests have. */
    protected static final WireMockServer OUTSIDE = DomainSlice.OUTSIDE;

    @Autowired
    protected MockMvc mvc;

    @DynamicPropertySource
    static void surroundings(DynamicPropertyRegistry registry) {
        TestDatabase.register(registry);
        registry.add("namjai.registries.url", () -> OUTSIDE.baseUrl() + "/registries");
        registry.add("spring.security.oauth2.client.provider.platform.token-uri", () -> OUTSIDE.baseUrl() + "/token");
    }

    protected static void theOutsideIsWell() {
        DomainSlice.theOutsideIsWell();
    }

    protected static RequestPostProcessor citizen(String citizenId) {
        return oidcLogin()
                .idToken(token -> token.claim("citizen_id", citizenId))
                .authorities(AuthorityUtils.createAuthorityList("ROLE_citizen"));
    }

    protected static RequestPostProcessor staff(String... roles) {
        return oidcLogin()
                .authorities(Arrays.stream(roles)
                        .map(role -> AuthorityUtils.createAuthorityList("ROLE_" + role)
                                .get(0))
                        .toList());
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
        "org.namjai.platform.operations",
        "org.namjai.platform.participant",
        "org.namjai.platform.privacy",
        "org.namjai.platform.programme",
        "org.namjai.platform.registry",
        "org.namjai.platform.request",
        "org.namjai.platform.shared"
    })
    static class Slice {
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

        @Bean
        ClassPathForms forms() {
            return new ClassPathForms();
        }

        @Bean
        SecurityFilterChain everybody(HttpSecurity http) throws Exception {
            return http.authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                    .build();
        }
    }
}
