package org.namjai.bank.ledger;

import java.io.IOException;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import javax.sql.DataSource;
import org.namjai.corda.reader.LedgerVerification;
import org.namjai.corda.reader.RemoteNode;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.HttpStatusEntryPoint;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(BankLedgerSettings.class)
class BankLedgerConfiguration {
    /** A full page: 10,000 transitions of about 450 bytes each in base64. */
    private static final int MAX_FORM_BYTES = 8 * 1024 * 1024;

    @Bean
    @ConditionalOnProperty("namjai.ledger.keyset")
    PageReview pageReview(
            @Value("${namjai.bank.participant}") String participant,
            BankLedgerSettings settings,
            OwnBooks books,
            ReviewedPages reviewed,
            PlatformTransactionManager transactions)
            throws IOException, GeneralSecurityException {
        if (settings.keyset() == null) {
            throw new IllegalStateException("namjai.ledger.keyset must name the bank's private keyset");
        }
        var opener = PageOpener.of(Files.readString(settings.keyset()));
        return new PageReview(participant, opener, books, reviewed, new TransactionTemplate(transactions));
    }

    @Bean
    @ConditionalOnProperty("namjai.ledger.rpc-address")
    RemoteNode ownNode(BankLedgerSettings settings, @Value("${namjai.ledger.rpc-address}") String address) {
        return new RemoteNode(address, settings.rpcUsername(), settings.rpcPassword());
    }

    @Bean
    @ConditionalOnProperty({"namjai.ledger.rpc-address", "namjai.ledger.keyset"})
    LedgerVerification ledgerVerification(
            RemoteNode node,
            DataSource database,
            PageReview review,
            ReviewedPages reviewed,
            @Value("${namjai.bank.participant}") String participant) {
        return new LedgerVerification(
                node, database, new PagesAgainstBooks(review), () -> reviewed.certain(participant));
    }

    /** Only the bank's own node, by its token; nothing else of the gateway is reached through this chain. */
    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE + 10)
    SecurityFilterChain ledgerReviewSecurity(HttpSecurity http, BankLedgerSettings settings) throws Exception {
        var token = new ReviewToken(settings.reviewToken());
        return http.securityMatcher("/internal/ledger/**")
                .csrf(AbstractHttpConfigurer::disable)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .authorizeHttpRequests(requests -> requests.anyRequest()
                        .access((who, request) -> new AuthorizationDecision(
                                token.isShownBy(request.getRequest().getHeader(HttpHeaders.AUTHORIZATION)))))
                .exceptionHandling(
                        denied -> denied.authenticationEntryPoint(new HttpStatusEntryPoint(HttpStatus.UNAUTHORIZED)))
                .build();
    }

    /** Tomcat's own limit on a form is below a full page. */
    @Bean
    @Order(Ordered.LOWEST_PRECEDENCE)
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> roomForAPage() {
        return server -> server.addConnectorCustomizers(connector -> connector.setMaxPostSize(MAX_FORM_BYTES));
    }
}
