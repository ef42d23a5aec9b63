package org.namjai.bank.security;

import java.net.URI;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.namjai.bank.BankSettings;
import org.springframework.boot.actuate.autoconfigure.security.servlet.EndpointRequest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.authority.mapping.GrantedAuthoritiesMapper;
import org.springframework.security.oauth2.client.oidc.web.logout.OidcClientInitiatedLogoutSuccessHandler;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.web.DefaultOAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestCustomizers;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestRedirectFilter;
import org.springframework.security.oauth2.core.ClaimAccessor;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.oidc.user.OidcUserAuthority;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.jwt.SupplierJwtDecoder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationConverter;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/** Three kinds of callers: the platform, the bank's own app, and customers in a browser. Whatever is not named is denied. */
@Configuration(proxyBeanMethods = false)
class BankSecurity {
    private static final String ROLES = "roles";

    @Bean
    @Order(1)
    SecurityFilterChain apiChain(HttpSecurity http, BankSettings bank, Environment environment) throws Exception {
        String issuer = environment.getRequiredProperty("namjai.oidc.issuer");
        return http.securityMatcher("/api/**")
                .authorizeHttpRequests(requests -> requests.requestMatchers(
                                HttpMethod.PUT, "/api/v1/disbursements/{id}")
                        .hasRole("platform")
                        .requestMatchers(HttpMethod.PUT, "/api/v1/disbursement-files/{messageId}")
                        .hasRole("platform")
                        .requestMatchers(
                                HttpMethod.POST, "/api/v1/account-verifications", "/api/v1/account-verifications/bulk")
                        .hasRole("platform")
                        .requestMatchers(
                                "/api/v1/customers/{id}",
                                "/api/v1/wallets/look-up",
                                "/api/v1/wallets/{id}/payments",
                                "/api/v1/merchants/{id}",
                                "/api/v1/merchants/{id}/state",
                                "/api/v1/merchants/{id}/qr",
                                "/api/v1/merchants/{id}/wallets",
                                "/api/v1/payments/{id}/reversal",
                                "/api/v1/books/totals",
                                // Only there in trials.
                                "/api/v1/faults",
                                "/api/v1/ledger/pages",
                                "/api/v1/ledger/verification",
                                "/api/v1/ledger/receipts/verification")
                        .hasRole("bank-app")
                        .anyRequest()
                        .denyAll())
                .oauth2ResourceServer(
                        server -> server.jwt(jwt -> jwt.decoder(decoder(issuer, "bank-" + bank.participant()))
                                .jwtAuthenticationConverter(converter())))
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                // No cookie carries a login here, so there is nothing to forge.
                .csrf(AbstractHttpConfigurer::disable)
                .build();
    }

    @Bean
    @Order(2)
    SecurityFilterChain pagesChain(HttpSecurity http, ClientRegistrationRepository clients, Environment environment)
            throws Exception {
        OidcClientInitiatedLogoutSuccessHandler signedOut = new OidcClientInitiatedLogoutSuccessHandler(clients);
        signedOut.setPostLogoutRedirectUri("{baseUrl}/");
        String policy = policy(environment.getRequiredProperty("namjai.oidc.issuer"));
        return http.authorizeHttpRequests(requests -> requests.requestMatchers(EndpointRequest.to("health"))
                        .permitAll()
                        .requestMatchers("/", "/assets/**", "/error")
                        .permitAll()
                        .requestMatchers("/wallets", "/wallets/**", "/shops", "/shops/{id}", "/shops/{id}/payments/**")
                        .hasRole("citizen")
                        .anyRequest()
                        .denyAll())
                .oauth2Login(login -> login.loginPage("/oauth2/authorization/keycloak")
                        .defaultSuccessUrl("/wallets")
                        .authorizationEndpoint(endpoint -> endpoint.authorizationRequestResolver(withPkce(clients))))
                .logout(logout -> logout.logoutSuccessHandler(signedOut))
                .headers(headers -> headers.contentSecurityPolicy(directives -> directives.policyDirectives(policy))
                        .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.NO_REFERRER)))
                .build();
    }

    private static DefaultOAuth2AuthorizationRequestResolver withPkce(ClientRegistrationRepository clients) {
        var resolver = new DefaultOAuth2AuthorizationRequestResolver(
                clients, OAuth2AuthorizationRequestRedirectFilter.DEFAULT_AUTHORIZATION_REQUEST_BASE_URI);
        resolver.setAuthorizationRequestCustomizer(OAuth2AuthorizationRequestCustomizers.withPkce());
        return resolver;
    }

    private static String policy(String issuer) {
        URI keycloak = URI.create(issuer);
        return "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; form-action 'self' "
                + keycloak.getScheme() + "://" + keycloak.getAuthority() + "; frame-ancestors 'none'; base-uri 'none'";
    }

    private static JwtDecoder decoder(String issuer, String audience) {
        return new SupplierJwtDecoder(() -> {
            NimbusJwtDecoder decoder =
                    NimbusJwtDecoder.withIssuerLocation(issuer).build();
            decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(
                    JwtValidators.createDefaultWithIssuer(issuer),
                    new JwtClaimValidator<List<String>>(
                            JwtClaimNames.AUD, audiences -> audiences != null && audiences.contains(audience))));
            return decoder;
        });
    }

    private static JwtAuthenticationConverter converter() {
        JwtAuthenticationConverter converter = new JwtAuthenticationConverter();
        converter.setJwtGrantedAuthoritiesConverter(BankSecurity::authorities);
        converter.setPrincipalClaimName("preferred_username");
        return converter;
    }

    @Bean
    GrantedAuthoritiesMapper rolesOfLogin() {
        return authorities -> {
            Set<GrantedAuthority> mapped = new HashSet<>(authorities);
            for (GrantedAuthority authority : authorities) {
                if (authority instanceof OidcUserAuthority oidc) mapped.addAll(authorities(oidc.getIdToken()));
            }
            return mapped;
        };
    }

    private static Collection<GrantedAuthority> authorities(ClaimAccessor token) {
        List<String> roles = token.hasClaim(ROLES) ? token.getClaimAsStringList(ROLES) : null;
        if (roles == null) return List.of();
        return roles.stream()
                .<GrantedAuthority>map(role -> new SimpleGrantedAuthority("ROLE_" + role))
                .toList();
    }
}
