package org.namjai.bank.security;

import java.net.http.HttpClient;
import java.time.Duration;
import org.namjai.bank.BankSettings;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.oauth2.client.AuthorizedClientServiceOAuth2AuthorizedClientManager;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClientProviderBuilder;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClientService;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.web.client.OAuth2ClientHttpRequestInterceptor;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;

/** Speaks to the platform as this participant, with its own token and bounded waiting. */
@Component
public class PlatformClient {
    private static final String REGISTRATION = "participant";

    private final RestClient http;

    PlatformClient(
            RestClient.Builder builder,
            BankSettings settings,
            ClientRegistrationRepository clients,
            OAuth2AuthorizedClientService tokens) {
        HttpClient jdk = HttpClient.newBuilder()
                .connectTimeout(Duration.ofSeconds(2))
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
        JdkClientHttpRequestFactory requests = new JdkClientHttpRequestFactory(jdk);
        requests.setReadTimeout(Duration.ofSeconds(10));
        this.http = builder.baseUrl(settings.platformUrl().toString())
                .requestFactory(requests)
                .requestInterceptor(token(clients, tokens))
                .build();
    }

    public RestClient http() {
        return http;
    }

    private static OAuth2ClientHttpRequestInterceptor token(
            ClientRegistrationRepository clients, OAuth2AuthorizedClientService tokens) {
        var manager = new AuthorizedClientServiceOAuth2AuthorizedClientManager(clients, tokens);
        manager.setAuthorizedClientProvider(OAuth2AuthorizedClientProviderBuilder.builder()
                .clientCredentials()
                .build());
        // The token is the bank's, whoever's payment it carries.
        Authentication bank = new AnonymousAuthenticationToken(
                REGISTRATION, REGISTRATION, AuthorityUtils.createAuthorityList("ROLE_participant"));
        var interceptor = new OAuth2ClientHttpRequestInterceptor(manager);
        interceptor.setClientRegistrationIdResolver(request -> REGISTRATION);
        interceptor.setPrincipalResolver(request -> bank);
        return interceptor;
    }
}
