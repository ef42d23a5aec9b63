package org.namjai.platform.ledger;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.Optional;
import javax.sql.DataSource;
import org.namjai.corda.reader.LedgerVerification;
import org.namjai.corda.reader.RemoteNode;
import org.namjai.platform.account.Transfers;
import org.namjai.platform.participant.Participants;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(LedgerSettings.class)
class LedgerConfiguration {

    @Bean
    LedgerHealthIndicator ledgerHealthIndicator(
            LedgerSettings settings, ObjectProvider<Lag> lag, ObjectProvider<ChainPublisher> chains) {
        return new LedgerHealthIndicator(
                settings, Optional.ofNullable(lag.getIfAvailable()), Optional.ofNullable(chains.getIfAvailable()));
    }

    /** Only where there is a node to publish to. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnExpression("${namjai.ledger.enabled:true} and '${namjai.ledger.rpc-address:}' != ''")
    static class Publishing {

        @Bean
        Keys ledgerKeys(LedgerSettings settings) throws IOException, GeneralSecurityException {
            if (settings.keyset() == null) {
                throw new IllegalStateException("namjai.ledger.keyset must name the DGA's private keyset");
            }
            return Keys.read(settings.keyset());
        }

        @Bean
        RemoteNode ownNode(LedgerSettings settings) {
            return new RemoteNode(settings.address(), settings.rpcUsername(), settings.rpcPassword());
        }

        @Bean
        DgaNode dgaNode(RemoteNode node, LedgerSettings settings) {
            return new DgaNode(node, settings.flowTimeout());
        }

        @Bean
        LedgerVerification ledgerVerification(
                RemoteNode node, DataSource database, Transfers transfers, Pages pages, Keys keys) {
            return new LedgerVerification(
                    node, database, new PagesAgainstBooks(transfers, pages, keys), pages::newestRecorded);
        }

        @Bean
        Receipts receipts(RemoteNode node, Keys keys) {
            return new Receipts(node, keys);
        }

        @Bean
        Lag ledgerLag(Transfers transfers, Pages pages, Clock clock, MeterRegistry meters) {
            return new Lag(transfers, pages, clock, meters);
        }

        @Bean
        ChainPublisher chainPublisher(
                Transfers transfers,
                Participants participants,
                Pages pages,
                Keys keys,
                Recorder recorder,
                LedgerSettings settings,
                Clock clock) {
            return new ChainPublisher(transfers, participants, pages, keys, recorder, settings, clock);
        }

        @Bean
        Publisher ledgerPublisher(
                Transfers transfers, ChainPublisher chains, Lag lag, DataSource database, LedgerSettings settings) {
            return new Publisher(transfers, chains, lag, database, settings);
        }
    }
}
