package org.namjai.platform.shared;

import java.net.http.HttpClient;
import java.time.Duration;
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

/** Makes HTTP clients that speak as the platform itself, with its own token and bounded waiting. */
@Component
public class ServiceHttp {
    private static final String REGISTRATION = "platform";
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);
    private static final Duration READ_TIMEOUT = Duration.ofSeconds(10);

    /** HTTP/1.1: an upgrade in the middle of a POST can lose its body. */
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_TIMEOUT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    private final RestClient client;

    ServiceHttp(
            RestClient.Builder builder,
            ClientRegistrationRepository registrations,
            OAuth2AuthorizedClientService authorizedClients) {
        this.client = builder.requestFactory(waiting(READ_TIMEOUT))
                .requestInterceptor(token(registrations, authorizedClients))
                .build();
    }

    /** A client for {@code baseUrl}; it follows no redirects, so that the token stays with the host that was meant. */
    public RestClient to(String baseUrl) {
        return client.mutate().baseUrl(baseUrl).build();
    }

    /** As {@link #to(String)}, with another limit to the waiting. */
    public RestClient to(String baseUrl, Duration timeout) {
        return client.mutate().requestFactory(waiting(timeout)).baseUrl(baseUrl).build();
    }

    private static JdkClientHttpRequestFactory waiting(Duration timeout) {
        var factory = new JdkClientHttpRequestFactory(HTTP);
        factory.setReadTimeout(timeout);
        return factory;
    }

    private static OAuth2ClientHttpRequestInterceptor token(
            ClientRegistrationRepository registrations, OAuth2AuthorizedClientService authorizedClients) {
        // Works in jobs too, where there is no servlet request.
        var manager = new AuthorizedClientServiceOAuth2AuthorizedClientManager(registrations, authorizedClients);
        manager.setAuthorizedClientProvider(OAuth2AuthorizedClientProviderBuilder.builder()
                .clientCredentials()
                .build());
        // One fixed principal, whoever's work it is: the token is the platform's and is shared by all threads.
        Authentication platform = new AnonymousAuthenticationToken(
                REGISTRATION, REGISTRATION, AuthorityUtils.createAuthorityList("ROLE_platform"));
        var interceptor = new OAuth2ClientHttpRequestInterceptor(manager);
        interceptor.setClientRegistrationIdResolver(request -> REGISTRATION);
        interceptor.setPrincipalResolver(request -> platform);
        return interceptor;
    }
}
