package org.namjai.sandbox.part;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.SQLException;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.namjai.sandbox.Installation;
import org.namjai.sandbox.RunningSandbox;
import org.namjai.sandbox.Verification;
import org.namjai.sandbox.demo.Caller;
import org.namjai.sandbox.demo.Callers;

/** Whoever is killed while pages are on their way, every transition ends on exactly one page. */
class LedgerFaultsIT {
    private static final String PROGRAMME = "broken-and-mended";
    private static final long TRANSITIONS = 180_000;
    private static final Duration LONG = Duration.ofMinutes(5);

    private final RunningSandbox sandbox = RunningSandbox.shared();
    private final Installation installation = sandbox.installation();
    private final Caller operator = new Callers(installation).operator();
    private final SplittableRandom random = new SplittableRandom();

    /** Breaks something and mends it. */
    private interface Fault {
        void happen() throws Exception;
    }

    @Test
    void platformNodesNotaryAndGatewayKilledUnderLoad_everyTransitionIsOnOnePage() throws Exception {
        Process load = LedgerJvm.start(installation, "LedgerLoad", PROGRAMME, String.valueOf(TRANSITIONS));
        await().atMost(LONG).until(() -> recorded() > 0);

        underLoad("platform", () -> sandbox.crash("platform"));
        underLoad("DGA's node", () -> killedNode("dga"));
        underLoad("bank's node", () -> killedNode("bua"));
        underLoad("notary", () -> killedNode("notary"));
        underLoad("bank's gateway", () -> sandbox.crash("bank-khaohom"));
        underLoad("platform again", () -> sandbox.crash("platform"));

        assertThat(load.waitFor(3, TimeUnit.MINUTES)).isTrue();
        assertThat(load.exitValue()).isZero();
        await().atMost(LONG).pollInterval(Duration.ofSeconds(1)).until(() -> recorded() == TRANSITIONS);
        assertThat(number(
                        "select count(*) from (select first_transition, transitions, lag(first_transition + transitions, 1,"
                                + " 1::bigint) over (partition by participant order by number) as due from ledger_page"
                                + " where programme = '" + PROGRAMME + "') p where first_transition <> due"))
                .as("gaps and overlaps")
                .isZero();
        assertThat(incidents()).as("chains stopped by a fault").isZero();
        StringWriter told = new StringWriter();
        assertThat(Verification.ofLedger(installation, new PrintWriter(told)))
                .as(told.toString())
                .isZero();
        assertThat(Verification.ofBooks(installation, new PrintWriter(told))).isZero();
    }

    private void underLoad(String who, Fault fault) throws Exception {
        Thread.sleep(random.nextLong(3_000));
        assertThat(recorded())
                .as("pages still to come when the %s is killed", who)
                .isLessThan(TRANSITIONS);
        long began = System.nanoTime();
        fault.happen();
        System.out.printf("%s killed and back after %.1f s%n", who, (System.nanoTime() - began) / 1e9);
    }

    private void killedNode(String node) throws Exception {
        var network = ((CordaPart) sandbox.part(CordaPart.NAME)).network();
        network.kill(node);
        network.restart(node);
    }

    private long incidents() {
        long ours = 0;
        for (JsonNode incident : operator.get("/api/v1/ledger/incidents")) {
            if (incident.path("programme").asText().equals(PROGRAMME)) ours++;
        }
        return ours;
    }

    private long recorded() throws SQLException {
        return number("select coalesce(sum(transitions), 0) from ledger_page where state = 'recorded' and programme = '"
                + PROGRAMME + "'");
    }

    private long number(String sql) throws SQLException {
        return Long.parseLong(sandbox.database(sql).get(0));
    }
}
