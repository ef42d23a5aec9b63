package org.namjai.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.namjai.sandbox.demo.Caller;
import org.namjai.sandbox.demo.Callers;
import org.namjai.sandbox.part.LedgerJvm;

/** A hundred thousand transitions of every kind, recorded by the running platform with two banks on real nodes. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LedgerLoadIT {
    private static final String PROGRAMME = "many-transitions";
    /** Ten a person, the same number of people at each of two banks. */
    private static final long TRANSITIONS = 100_000;

    private static final Duration LONG = Duration.ofMinutes(4);
    private static Installation installation;
    private static Caller operator;

    @TempDir
    private Path directory;

    @BeforeAll
    static void fillTheBooks() throws Exception {
        installation = RunningSandbox.shared().installation();
        operator = new Callers(installation).operator();
        Process load = LedgerJvm.start(installation, "LedgerLoad", PROGRAMME, "100000");
        assertThat(load.waitFor(3, TimeUnit.MINUTES)).isTrue();
        assertThat(load.exitValue()).isZero();
    }

    @Test
    @Order(1)
    void allAreRecordedOnce_andEverySideAgreesWithItsNode() throws Exception {
        await().atMost(LONG)
                .pollInterval(Duration.ofMillis(500))
                .until(() -> recorded("bua") + recorded("khaohom") == TRANSITIONS);

        StringWriter told = new StringWriter();
        assertThat(VerifyLedgerCommand.verify(installation, new PrintWriter(told)))
                .as(told.toString())
                .isZero();
        assertThat(told.toString()).contains("The ledger is right on all sides.");
        assertThat(operator.get("/api/v1/ledger/incidents")).isEmpty();
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
            assertThat(VerifyReceiptCommand.verify(installation, file, node, new PrintWriter(told)))
                    .isZero();
            assertThat(told.toString()).contains(receipt.path("transactionId").asText());
        }
        assertThatThrownBy(() ->
                        VerifyReceiptCommand.verify(installation, file, "bua", new PrintWriter(new StringWriter())))
                .as("a bank that was no party to it")
                .hasMessageContaining("the node has no transaction");

        var forged = (com.fasterxml.jackson.databind.node.ObjectNode) new ObjectMapper().readTree(receipt.toString());
        ((com.fasterxml.jackson.databind.node.ObjectNode) forged.get("transition")).put("amountSatang", 77_777_777);
        Files.writeString(file, forged.toString());
        assertThatThrownBy(() ->
                        VerifyReceiptCommand.verify(installation, file, null, new PrintWriter(new StringWriter())))
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
        return VerifyLedgerCommand.verify(installation, new PrintWriter(new StringWriter()));
    }

    private static long recorded(String bank) {
        long after = 0;
        long recorded = 0;
        JsonNode pages;
        do {
            pages = operator.get(
                    "/api/v1/ledger/pages?programme=" + PROGRAMME + "&participant=" + bank + "&after=" + after);
            for (JsonNode page : pages) {
                if (page.path("state").asText().equals("recorded"))
                    recorded += page.path("transitions").asLong();
                after = page.path("number").asLong();
            }
        } while (!pages.isEmpty());
        return recorded;
    }

    /** As the owner of the machine could. */
    private static void inDatabase(String database, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(
                        installation.ports().jdbcUrl(database),
                        "postgres",
                        installation.secrets().password("postgres.postgres"));
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
