package org.namjai.platform.security;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.IdentityService;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.config.web.PathPatternRequestMatcherBuilderFactoryBean;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.jwt.SupplierJwtDecoder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationConverter;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.StrictHttpFirewall;
import org.springframework.security.web.header.HeaderWriterFilter;

/** Programs that call with a bearer token: the platform's API and the engine's. Each accepts only tokens made for it. */
@Configuration(proxyBeanMethods = false)
class ApiSecurity {
    private static final String ENGINE = "engine-rest";
    private static final String PLATFORM = "platform";

    /** As {@link StrictHttpFirewall} has it for names: none unassigned, and no control character. */
    private static final Pattern NAME_CHARACTERS = Pattern.compile("[\\p{IsAssigned}&&[^\\p{IsControl}]]*");

    /** As {@link StrictHttpFirewall} has it for values: none unassigned, and no control character but the tab. */
    private static final Pattern VALUE_CHARACTERS = Pattern.compile("[\\p{IsAssigned}&&[[^\\p{IsControl}]||\\t]]*");

    /** The request itself is observed; a measurement for each filter costs more than the filters do. */
    @Bean
    SecurityObservationSettings observations() {
        return SecurityObservationSettings.noObservations();
    }

    /** Makes every pattern a plain path match, whichever servlet (Jersey or Spring's) serves the path. */
    @Bean
    PathPatternRequestMatcherBuilderFactoryBean pathPatterns() {
        return new PathPatternRequestMatcherBuilderFactoryBean();
    }

    /** As usual, but plain ASCII, which nearly all headers are, is not matched with regular expressions. */
    @Bean
    HttpFirewall firewall() {
        var firewall = new StrictHttpFirewall();
        firewall.setAllowedHeaderNames(
                name -> isPrintableAscii(name) || NAME_CHARACTERS.matcher(name).matches());
        firewall.setAllowedHeaderValues(value ->
                isPrintableAscii(value) || VALUE_CHARACTERS.matcher(value).matches());
        return firewall;
    }

    private static boolean isPrintableAscii(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c < ' ' || c > '~') return false;
        }
        return true;
    }

    @Bean
    @Order(1)
    SecurityFilterChain engineChain(HttpSecurity http, Environment environment, IdentityService identity)
            throws Exception {
        return stateless(http, ENGINE, environment)
                .securityMatcher("/engine-rest/**")
                .authorizeHttpRequests(
                        requests -> requests.anyRequest().hasAnyRole(Roles.PROGRAMME_OFFICER, Roles.CAMUNDA_ADMIN))
                .addFilterAfter(new EngineIdentityFilter(identity), AuthorizationFilter.class)
                .build();
    }

    /** Of thousands of calls a second, hence with no filter that has nothing to do here. */
    @Bean
    @Order(2)
    SecurityFilterChain paymentChain(HttpSecurity http, Environment environment) throws Exception {
        return stateless(http, PLATFORM, environment)
                .securityMatcher("/api/v1/payments")
                .authorizeHttpRequests(requests -> requests.requestMatchers(HttpMethod.POST, "/api/v1/payments")
                        .hasRole(Roles.PARTICIPANT)
                        .anyRequest()
                        .denyAll())
                .anonymous(AbstractHttpConfigurer::disable)
                .servletApi(AbstractHttpConfigurer::disable)
                .headers(headers -> headers.defaultsDisabled()
                        .contentTypeOptions(Customizer.withDefaults())
                        .cacheControl(Customizer.withDefaults())
                        .withObjectPostProcessor(new ObjectPostProcessor<HeaderWriterFilter>() {
                            /** Before the answer, which another thread may give while this one still goes back. */
                            @Override
                            public <O extends HeaderWriterFilter> O postProcess(O writer) {
                                writer.setShouldWriteHeadersEagerly(true);
                                return writer;
                            }
                        }))
                .build();
    }

    /** Who may call what; a path that is not here is denied. Which object a caller may see is the controllers' part. */
    @Bean
    @Order(3)
    SecurityFilterChain apiChain(HttpSecurity http, Environment environment) throws Exception {
        return stateless(http, PLATFORM, environment)
                .securityMatcher("/api/**")
                .authorizeHttpRequests(requests -> requests.requestMatchers(
                                HttpMethod.POST, "/api/v1/requests", "/api/v1/requests/{id}/appeal")
                        .hasRole(Roles.SUPER_APP)
                        .requestMatchers(HttpMethod.GET, "/api/v1/requests/{id}")
                        .hasRole(Roles.SUPER_APP)
                        .requestMatchers(HttpMethod.PUT, "/api/v1/participants/{id}", "/api/v1/participants/{id}/state")
                        .hasRole(Roles.OPERATOR)
                        .requestMatchers(HttpMethod.GET, "/api/v1/participants")
                        .hasAnyRole(Roles.OPERATOR, Roles.AUDITOR, Roles.SUPER_APP)
                        .requestMatchers(
                                HttpMethod.POST,
                                "/api/v1/programmes/{id}/proposals",
                                "/api/v1/programmes/{id}/migrations")
                        .hasRole(Roles.PROGRAMME_OFFICER)
                        .requestMatchers(
                                HttpMethod.POST, "/api/v1/proposals/{id}/approval", "/api/v1/proposals/{id}/refusal")
                        .hasRole(Roles.APPROVER)
                        .requestMatchers(
                                HttpMethod.GET,
                                "/api/v1/programmes/{id}/versions",
                                "/api/v1/programmes/{id}/proposals",
                                "/api/v1/proposals/{id}")
                        .hasAnyRole(Roles.PROGRAMME_OFFICER, Roles.APPROVER, Roles.OPERATOR, Roles.AUDITOR)
                        .requestMatchers(HttpMethod.GET, "/api/v1/programmes", "/api/v1/programmes/{id}")
                        .hasAnyRole(
                                Roles.SUPER_APP,
                                Roles.OPERATOR,
                                Roles.AUDITOR,
                                Roles.APPROVER,
                                Roles.PROGRAMME_OFFICER,
                                Roles.PARTICIPANT)
                        .requestMatchers(HttpMethod.POST, "/api/v1/disbursements/{id}/answer")
                        .hasRole(Roles.PARTICIPANT)
                        .requestMatchers(
                                HttpMethod.PUT,
                                "/api/v1/disbursement-files/{file}/status-reports/{id}",
                                "/api/v1/statements/{id}")
                        .hasRole(Roles.PARTICIPANT)
                        .requestMatchers(HttpMethod.GET, "/api/v1/disbursements/incidents")
                        .hasAnyRole(Roles.OPERATOR, Roles.AUDITOR)
                        .requestMatchers(HttpMethod.POST, "/api/v1/disbursements/incidents/{id}/settlement")
                        .hasRole(Roles.OPERATOR)
                        .requestMatchers(HttpMethod.POST, "/api/v1/payee-choices", "/api/v1/payee-choices/look-up")
                        .hasRole(Roles.SUPER_APP)
                        .requestMatchers(HttpMethod.POST, "/api/v1/payments/{id}/reversal", "/api/v1/qr-readings")
                        .hasRole(Roles.PARTICIPANT)
                        .requestMatchers(HttpMethod.POST, "/api/v1/settlements")
                        .hasRole(Roles.OPERATOR)
                        .requestMatchers(HttpMethod.GET, "/api/v1/programmes/{id}/spending-windows")
                        .hasAnyRole(Roles.PROGRAMME_OFFICER, Roles.OPERATOR, Roles.AUDITOR)
                        .requestMatchers(HttpMethod.GET, "/api/v1/settlements", "/api/v1/settlements/{id}")
                        .hasAnyRole(Roles.OPERATOR, Roles.AUDITOR, Roles.PARTICIPANT)
                        .requestMatchers(HttpMethod.PUT, "/api/v1/merchants/{id}")
                        .hasRole(Roles.PARTICIPANT)
                        .requestMatchers(
                                HttpMethod.GET,
                                "/api/v1/merchants/{id}/qr",
                                "/api/v1/merchants/{id}/payments",
                                "/api/v1/merchants/{id}/payments/{payment}")
                        .hasRole(Roles.PARTICIPANT)
                        .requestMatchers(HttpMethod.PUT, "/api/v1/merchants/{id}/state")
                        .hasAnyRole(Roles.OPERATOR, Roles.PARTICIPANT)
                        .requestMatchers(HttpMethod.GET, "/api/v1/merchants/{id}", "/api/v1/merchants/{id}/changes")
                        .hasAnyRole(Roles.OPERATOR, Roles.AUDITOR, Roles.PARTICIPANT)
                        .requestMatchers(HttpMethod.POST, "/api/v1/payments/{id}/dispute")
                        .hasRole(Roles.PARTICIPANT)
                        .requestMatchers(HttpMethod.GET, "/api/v1/payment-cases", "/api/v1/payment-cases/{id}")
                        .hasAnyRole(Roles.OPERATOR, Roles.AUDITOR, Roles.PARTICIPANT)
                        .requestMatchers(HttpMethod.GET, "/api/v1/ledger/incidents")
                        .hasAnyRole(Roles.OPERATOR, Roles.AUDITOR)
                        .requestMatchers(
                                HttpMethod.POST,
                                "/api/v1/ledger/verification",
                                "/api/v1/ledger/chains/{programme}/{participant}/resumption")
                        .hasRole(Roles.OPERATOR)
                        .requestMatchers(HttpMethod.GET, "/api/v1/ledger/verification")
                        .hasAnyRole(Roles.OPERATOR, Roles.AUDITOR)
                        .requestMatchers(HttpMethod.POST, "/api/v1/ledger/receipts/verification")
                        .hasAnyRole(Roles.OPERATOR, Roles.AUDITOR, Roles.PARTICIPANT)
                        .requestMatchers(HttpMethod.GET, "/api/v1/ledger/**")
                        .hasAnyRole(Roles.OPERATOR, Roles.AUDITOR, Roles.PARTICIPANT)
                        .requestMatchers(HttpMethod.POST, "/api/v1/books/verification")
                        .hasRole(Roles.OPERATOR)
                        .requestMatchers(HttpMethod.GET, "/api/v1/books/verification")
                        .hasAnyRole(Roles.OPERATOR, Roles.AUDITOR)
                        .requestMatchers(HttpMethod.GET, "/api/v1/accounts", "/api/v1/accounts/{id}/statement")
                        .hasAnyRole(Roles.OPERATOR, Roles.AUDITOR)
                        .requestMatchers(HttpMethod.POST, "/api/v1/privacy/destructions")
                        .hasRole(Roles.OPERATOR)
                        .requestMatchers("/api/v1/operations/**")
                        .hasAnyRole(Roles.OPERATOR, Roles.AUDITOR)
                        .anyRequest()
                        .denyAll())
                .build();
    }

    private static HttpSecurity stateless(HttpSecurity http, String audience, Environment environment)
            throws Exception {
        String issuer = environment.getRequiredProperty("namjai.oidc.issuer");
        var tokens = new RecentTokens(decoder(issuer, audience), Clock.systemUTC());
        return http.oauth2ResourceServer(server -> server.bearerTokenResolver(tokens)
                        .jwt(jwt -> jwt.decoder(tokens).jwtAuthenticationConverter(converter())))
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                // No cookie carries a login here: there is nothing to forge, to sign out of or to come back to.
                .csrf(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable);
    }

    /** Looks up the issuer's keys at the first token, so that the platform starts while Keycloak is away. */
    private static JwtDecoder decoder(String issuer, String audience) {
        return new SupplierJwtDecoder(() -> {
            NimbusJwtDecoder decoder =
                    NimbusJwtDecoder.withIssuerLocation(issuer).build();
            OAuth2TokenValidator<Jwt> forUs = new JwtClaimValidator<List<String>>(
                    JwtClaimNames.AUD, audiences -> audiences != null && audiences.contains(audience));
            decoder.setJwtValidator(
                    new DelegatingOAuth2TokenValidator<>(JwtValidators.createDefaultWithIssuer(issuer), forUs));
            return decoder;
        });
    }

    private static JwtAuthenticationConverter converter() {
        JwtAuthenticationConverter converter = new JwtAuthenticationConverter();
        // A token that is remembered is the same object, and so are its roles.
        LoadingCache<Jwt, Collection<GrantedAuthority>> roles =
                Caffeine.newBuilder().weakKeys().build(Roles::authorities);
        converter.setJwtGrantedAuthoritiesConverter(roles::get);
        converter.setPrincipalClaimName("preferred_username");
        return converter;
    }
}
