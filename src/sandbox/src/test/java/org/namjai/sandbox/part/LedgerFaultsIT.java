package org.namjai.sandbox.part;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.namjai.sandbox.Installation;
import org.namjai.sandbox.RunningSandbox;
import org.namjai.sandbox.Verification;
import org.namjai.sandbox.demo.Caller;
import org.namjai.sandbox.demo.Callers;

/**
 * More than a hundred thousand transitions of every kind, recorded by the running platform with two banks on real nodes.
 * Whoever is killed meanwhile, every transition ends on exactly one page, and every change behind the books' back shows.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LedgerFaultsIT {
    private static final String PROGRAMME = "broken-and-mended";
    private static final long TRANSITIONS = 105_000;
    private static final Duration LONG = Duration.ofMinutes(5);

    private final RunningSandbox sandbox = RunningSandbox.shared();
    private final Installation installation = sandbox.installation();
    private final Caller operator = new Callers(installation).operator();
    private final SplittableRandom random = new SplittableRandom();

    @TempDir
    private Path directory;

    /** Breaks something and mends it. */
    private interface Fault {
        void happen() throws Exception;
    }

    @Test
    @Order(1)
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
        assertThat(told.toString()).contains("The ledger is right on all sides.");
        assertThat(Verification.ofBooks(installation, new PrintWriter(told))).isZero();
    }

    @Test
    @Order(2)
    void receipt_isProvenByEveryNode_andAForgedOneByNone() throws Exception {
        JsonNode receipt =
                operator.get("/api/v1/ledger/chains/" + PROGRAMME + "/khaohom/transitions/" + TRANSITIONS / 3);
        Path file = directory.resolve("receipt.json");
        Files.writeString(file, receipt.toString());
        for (String node : new String[] {"khaohom", "dga"}) {
            StringWriter told = new StringWriter();
            assertThat(Verification.ofReceipt(installation, file, node, new PrintWriter(told)))
                    .isZero();
            assertThat(told.toString()).contains(receipt.path("transactionId").asText());
        }
        assertThatThrownBy(() -> Verification.ofReceipt(installation, file, "bua", new PrintWriter(new StringWriter())))
                .as("a bank that was no party to it")
                .hasMessageContaining("the node has no transaction");

        var forged = (ObjectNode) new ObjectMapper().readTree(receipt.toString());
        ((ObjectNode) forged.get("transition")).put("amountSatang", 77_777_777);
        Files.writeString(file, forged.toString());
        assertThatThrownBy(() -> Verification.ofReceipt(installation, file, null, new PrintWriter(new StringWriter())))
                .hasMessageContaining("says something else than the receipt");
    }

    @Test
    @Order(3)
    void rowChangedInABanksDatabase_isFoundAndNamed() throws Exception {
        String change = "update payment set amount_satang = amount_satang + ? where merchant in"
                + " (select id from book_account where kind = 'merchant') and id ="
                + " (select cause from ledger_reviewed_row where kind = 'PURCHASE' and programme = '" + PROGRAMME
                + "' and transition = 6)";
        inDatabase("bank_bua", change.replace("?", "1"));
        try {
            assertThatThrownBy(this::verify)
                    .hasMessageContaining(
                            "Bua Bank: chain %s/bua, page 1, transition 6: this bank booked no such payment"
                                    .formatted(PROGRAMME));
        } finally {
            inDatabase("bank_bua", change.replace("?", "-1"));
        }
    }

    @Test
    @Order(4)
    void amountChangedInThePlatformsDatabase_isFoundAndNamed() throws Exception {
        String change = "alter table transfer disable trigger all;"
                + " update transfer set amount_satang = amount_satang + ? where number = 15 and chain ="
                + " (select id from chain where programme = '" + PROGRAMME + "' and participant = 'khaohom');"
                + " alter table transfer enable always trigger transfer_is_insert_only;"
                + " alter table transfer enable always trigger transfer_is_never_truncated";
        inDatabase("platform", change.replace("?", "1"));
        try {
            assertThatThrownBy(this::verify)
                    .hasMessageContaining(
                            "The DGA: chain %s/khaohom, page 1, transition 15: The books have".formatted(PROGRAMME));
        } finally {
            inDatabase("platform", change.replace("?", "-1"));
        }
        assertThat(verify()).isZero();
    }

    private int verify() throws InterruptedException {
        return Verification.ofLedger(installation, new PrintWriter(new StringWriter()));
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

    /** As the owner of the machine could. */
    private void inDatabase(String database, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(
                        installation.ports().jdbcUrl(database),
                        "postgres",
                        installation.secrets().password("postgres.postgres"));
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
