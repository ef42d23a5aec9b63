package org.namjai.sandbox.bench;

import java.net.URI;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.namjai.platform.PlatformApplication;
import org.namjai.platform.participant.Participant;
import org.namjai.platform.participant.Participants;
import org.namjai.platform.programme.NewProposal;
import org.namjai.platform.programme.Programme;
import org.namjai.platform.programme.Programmes;
import org.namjai.platform.programme.Proposal;
import org.namjai.platform.programme.ProposalResult;
import org.namjai.platform.programme.Proposals;
import org.namjai.platform.shared.ParticipantId;
import org.namjai.platform.shared.ProgrammeId;
import org.springframework.boot.Banner;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.support.GenericApplicationContext;

/** The whole platform, as it is packaged, on a real port; only the ledger and the pay-outs stand still. */
final class WebPlatform implements AutoCloseable {
    /** A task type that does nothing, for the raw engine's processes. */
    static final String NOTHING = "benchNothing";

    private static final String[] OTHER_WORKERS = {"answerCorrelator", "batchStarter"};

    private final ConfigurableApplicationContext context;

    private WebPlatform(ConfigurableApplicationContext context) {
        this.context = context;
    }

    static WebPlatform on(Server server, String database, BenchIssuer issuer, String registries) {
        var key = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";
        Map<String, Object> environment = Map.ofEntries(
                Map.entry("spring.datasource.url", server.jdbcUrl(database)),
                Map.entry("spring.datasource.username", server.user()),
                Map.entry("NAMJAI_OIDC_ISSUER", issuer.url()),
                Map.entry("NAMJAI_OIDC_WEB_SECRET", "bench"),
                Map.entry("NAMJAI_OIDC_SERVICE_SECRET", "bench"),
                Map.entry("NAMJAI_REGISTRIES_URL", registries),
                Map.entry("NAMJAI_PSEUDONYM_KEY", key),
                Map.entry("NAMJAI_VAULT_KEY", key),
                Map.entry("namjai.ledger.enabled", "false"),
                Map.entry("camunda.bpm.job-execution.enabled", "false"),
                Map.entry("SERVER_PORT", "0"),
                Map.entry("logging.level.root", "warn"));
        var platform = new WebPlatform(new SpringApplicationBuilder(PlatformApplication.class)
                .bannerMode(Banner.Mode.OFF)
                .properties(environment)
                .initializers(beans ->
                        ((GenericApplicationContext) beans).registerBean(NOTHING, JavaDelegate.class, () -> task -> {}))
                .run());
        platform.starter().stop();
        Arrays.stream(OTHER_WORKERS).filter(platform.context::containsBean).forEach(worker -> platform.context
                .getBean(worker, SmartLifecycle.class)
                .stop());
        return platform;
    }

    /** Runs the received requests' processes. */
    SmartLifecycle starter() {
        return context.getBean("requestStarter", SmartLifecycle.class);
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    URI url() {
        int port = ((WebServerApplicationContext) context).getWebServer().getPort();
        return URI.create("http://localhost:" + port);
    }

    /** A participant that nobody asks anything of. */
    void join(ParticipantId bank) {
        bean(Participants.class)
                .register(new Participant(
                        bank,
                        bank.value(),
                        bank.value(),
                        "O=" + bank + ", L=Bangkok, C=TH",
                        URI.create("http://localhost:1"),
                        "{}",
                        Participant.State.LIVE));
    }

    /** By two people, as everywhere. */
    void publish(ProgrammeId programme, String round, long budgetSatang) {
        var always = new Programme.Window(Instant.parse("2020-01-01T00:00:00Z"), Instant.parse("2100-01-01T00:00:00Z"));
        String newest = bean(Programmes.class).versions(programme).get(0).definitionId();
        Proposals proposals = bean(Proposals.class);
        Proposal proposal = done(proposals.propose(
                new NewProposal(
                        programme,
                        Proposal.Kind.PUBLICATION,
                        newest,
                        round,
                        always,
                        always,
                        budgetSatang,
                        null,
                        "bench requests"),
                "officer"));
        done(proposals.approve(proposal.id(), "approver"));
    }

    private static Proposal done(ProposalResult result) {
        return result.fold(ProposalResult.Done::proposal, refused -> {
            throw new IllegalStateException("not published: " + refused.refusal());
        });
    }

    @Override
    public void close() {
        context.close();
    }
}
