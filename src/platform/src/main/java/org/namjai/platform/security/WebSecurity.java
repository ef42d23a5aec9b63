package org.namjai.platform.security;

import java.net.URI;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.webapp.impl.security.auth.ContainerBasedAuthenticationFilter;
import org.springframework.boot.actuate.autoconfigure.security.servlet.EndpointRequest;
import org.springframework.boot.autoconfigure.security.SecurityProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.method.configuration.EnableMethodSecurity;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.oauth2.client.OidcBackChannelLogoutHandler;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.mapping.GrantedAuthoritiesMapper;
import org.springframework.security.oauth2.client.oidc.session.InMemoryOidcSessionRegistry;
import org.springframework.security.oauth2.client.oidc.session.OidcSessionRegistry;
import org.springframework.security.oauth2.client.oidc.web.logout.OidcClientInitiatedLogoutSuccessHandler;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.web.DefaultOAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestCustomizers;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestRedirectFilter;
import org.springframework.security.oauth2.core.oidc.user.OidcUserAuthority;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/** People in a browser: our pages and Camunda's webapps, one login at Keycloak for both. */
@Configuration(proxyBeanMethods = false)
@EnableMethodSecurity
class WebSecurity {
    static final String SESSION_COOKIE = "NAMJAI_SESSION";

    /** Camunda's webapps are single-page programs with inline styles; no foreign host all the same. */
    private static final String CAMUNDA_POLICY =
            "default-src 'self'; script-src 'self' 'unsafe-eval' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; "
                    + "img-src 'self' data:; font-src 'self' data:; frame-ancestors 'none'; base-uri 'self'";

    @Bean
    @Order(4)
    SecurityFilterChain camundaChain(
            HttpSecurity http, ClientRegistrationRepository clients, CamundaLogin login, Environment environment)
            throws Exception {
        return browser(http, clients, login)
                .securityMatcher("/camunda/**")
                .authorizeHttpRequests(requests -> requests
                        // First-administrator creation and password logins (CVE-2026-77226): nobody, ever.
                        .requestMatchers(
                                "/camunda/api/admin/setup/**",
                                "/camunda/app/admin/*/setup/**",
                                "/camunda/api/admin/auth/user/*/login/**")
                        .denyAll()
                        .anyRequest()
                        .hasAnyRole(Roles.STAFF.toArray(String[]::new)))
                .headers(headers -> headers.contentSecurityPolicy(policy -> policy.policyDirectives(CAMUNDA_POLICY)))
                // Camunda has a token check of its own on these paths.
                .csrf(csrf -> csrf.ignoringRequestMatchers("/camunda/app/**", "/camunda/api/**"))
                .build();
    }

    @Bean
    @Order(5)
    SecurityFilterChain pagesChain(
            HttpSecurity http, ClientRegistrationRepository clients, CamundaLogin login, Environment environment)
            throws Exception {
        String policy = pagesPolicy(environment.getRequiredProperty("namjai.oidc.issuer"));
        return browser(http, clients, login)
                .authorizeHttpRequests(requests -> requests.requestMatchers(EndpointRequest.to("health"))
                        .permitAll()
                        .requestMatchers(EndpointRequest.toAnyEndpoint())
                        .hasRole(Roles.OPERATOR)
                        .requestMatchers("/", "/assets/**", "/error", "/favicon.ico", "/session-expired", "/signed-out")
                        .permitAll()
                        .requestMatchers("/requests", "/requests/**", "/payee")
                        .hasRole(Roles.CITIZEN)
                        .requestMatchers(HttpMethod.GET, "/cases/{id}", "/payment-cases/{id}")
                        .hasRole(Roles.CASE_WORKER)
                        .requestMatchers("/programmes/deployments/new")
                        .hasRole(Roles.PROGRAMME_OFFICER)
                        .requestMatchers(HttpMethod.POST, "/programmes/{id}/proposals", "/programmes/{id}/migrations")
                        .hasRole(Roles.PROGRAMME_OFFICER)
                        .requestMatchers(
                                HttpMethod.POST,
                                "/programmes/{id}/proposals/{proposal}/approval",
                                "/programmes/{id}/proposals/{proposal}/refusal")
                        .hasRole(Roles.APPROVER)
                        .requestMatchers(HttpMethod.GET, "/programmes", "/programmes/**")
                        .hasAnyRole(Roles.PROGRAMME_OFFICER, Roles.APPROVER, Roles.OPERATOR, Roles.AUDITOR)
                        .requestMatchers("/operations", "/operations/**")
                        .hasAnyRole(Roles.OPERATOR, Roles.AUDITOR)
                        .anyRequest()
                        .denyAll())
                .headers(headers -> headers.contentSecurityPolicy(directives -> directives.policyDirectives(policy)))
                .build();
    }

    private static HttpSecurity browser(HttpSecurity http, ClientRegistrationRepository clients, CamundaLogin login)
            throws Exception {
        OidcClientInitiatedLogoutSuccessHandler signedOut = new OidcClientInitiatedLogoutSuccessHandler(clients);
        signedOut.setPostLogoutRedirectUri("{baseUrl}/signed-out");
        return http.oauth2Login(oauth2 -> oauth2.loginPage("/oauth2/authorization/keycloak")
                        .successHandler(login)
                        .authorizationEndpoint(endpoint -> endpoint.authorizationRequestResolver(withPkce(clients))))
                .oidcLogout(logout -> logout.backChannel(Customizer.withDefaults()))
                .logout(logout -> logout.logoutSuccessHandler(signedOut))
                .exceptionHandling(refused -> refused.accessDeniedHandler(new SignInAgain()))
                .headers(headers -> headers.referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.NO_REFERRER)));
    }

    private static DefaultOAuth2AuthorizationRequestResolver withPkce(ClientRegistrationRepository clients) {
        var resolver = new DefaultOAuth2AuthorizationRequestResolver(
                clients, OAuth2AuthorizationRequestRedirectFilter.DEFAULT_AUTHORIZATION_REQUEST_BASE_URI);
        resolver.setAuthorizationRequestCustomizer(OAuth2AuthorizationRequestCustomizers.withPkce());
        return resolver;
    }

    /** Signing out posts to us and is sent on to Keycloak, hence its origin in form-action. */
    private static String pagesPolicy(String issuer) {
        URI keycloak = URI.create(issuer);
        String origin = keycloak.getScheme() + "://" + keycloak.getAuthority();
        return "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
                + "connect-src 'self'; form-action 'self' " + origin + "; frame-ancestors 'none'; base-uri 'none'";
    }

    @Bean
    GrantedAuthoritiesMapper rolesOfLogin() {
        return authorities -> {
            Set<GrantedAuthority> mapped = new HashSet<>(authorities);
            for (GrantedAuthority authority : authorities) {
                if (authority instanceof OidcUserAuthority oidc) mapped.addAll(Roles.authorities(oidc.getIdToken()));
            }
            return mapped;
        };
    }

    @Bean
    OidcSessionRegistry sessionsOfLogins() {
        return new InMemoryOidcSessionRegistry();
    }

    /** Must know our cookie's name, or Keycloak's back-channel logout ends nothing, silently. */
    @Bean
    OidcBackChannelLogoutHandler backChannelLogout(OidcSessionRegistry sessions) {
        OidcBackChannelLogoutHandler handler = new OidcBackChannelLogoutHandler(sessions);
        handler.setSessionCookieName(SESSION_COOKIE);
        return handler;
    }

    @Bean
    FilterRegistrationBean<ContainerBasedAuthenticationFilter> camundaWebapps() {
        var filter = new FilterRegistrationBean<>(new ContainerBasedAuthenticationFilter());
        filter.setInitParameters(Map.of("authentication-provider", CamundaWebappUser.class.getName()));
        filter.setOrder(SecurityProperties.DEFAULT_FILTER_ORDER + 1);
        filter.addUrlPatterns("/camunda/app/*", "/camunda/api/*");
        return filter;
    }
}
