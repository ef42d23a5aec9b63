package org.namjai.sandbox.registries;

import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationConverter;
import org.springframework.security.web.SecurityFilterChain;

/** The registries' server. */
@SpringBootApplication
public class RegistriesApplication {
    /** How many people the registries know, unless the environment's {@code NAMJAI_POPULATION} says another number. */
    private static final int USUAL_POPULATION = 1_000_000;

    /** The same in every process of the sandbox, which all read the same environment. */
    public static Population populationOfTheSandbox() {
        String size = System.getenv("NAMJAI_POPULATION");
        return Population.of(size == null || size.isBlank() ? USUAL_POPULATION : Integer.parseInt(size.strip()));
    }

    public static void run() {
        SpringApplication application = new SpringApplication(RegistriesApplication.class);
        application.setDefaultProperties(Map.of(
                "spring.security.oauth2.resourceserver.jwt.issuer-uri", "${NAMJAI_OIDC_ISSUER}",
                "spring.security.oauth2.resourceserver.jwt.audiences", "registries",
                "spring.mvc.problemdetails.enabled", "true",
                "spring.jackson.deserialization.fail-on-unknown-properties", "true",
                "management.endpoint.health.probes.enabled", "true",
                "server.address", "127.0.0.1",
                "server.shutdown", "graceful"));
        application.run();
    }

    @Bean
    Population population() {
        return populationOfTheSandbox();
    }

    @Bean
    SecurityFilterChain security(HttpSecurity http) throws Exception {
        return http.authorizeHttpRequests(requests -> requests.requestMatchers("/actuator/health/**")
                        .permitAll()
                        .requestMatchers("/faults/**")
                        .hasAuthority("operator")
                        .anyRequest()
                        .hasAuthority("platform"))
                .oauth2ResourceServer(server -> server.jwt(jwt -> jwt.jwtAuthenticationConverter(roles())))
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(csrf -> csrf.disable()) // no cookies, no sessions: bearer tokens alone
                .headers(Customizer.withDefaults())
                .build();
    }

    private static JwtAuthenticationConverter roles() {
        JwtAuthenticationConverter converter = new JwtAuthenticationConverter();
        converter.setJwtGrantedAuthoritiesConverter(jwt -> {
            java.util.List<String> roles = jwt.getClaimAsStringList("roles");
            return roles == null
                    ? java.util.List.of()
                    : java.util.List.copyOf(
                            roles.stream().map(SimpleGrantedAuthority::new).toList());
        });
        return converter;
    }
}
