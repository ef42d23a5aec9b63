package org.namjai.sandbox.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.namjai.corda.network.Participant;
import org.namjai.sandbox.Installation;

/** What came out: every figure is read from a running part, and three parties' figures are held against each other. */
final class Report {
    private final Installation installation;
    private final Callers callers;
    private final PrintWriter out;

    Report(Installation installation, Callers callers, PrintWriter out) {
        this.installation = installation;
        this.callers = callers;
        this.out = out;
    }

    boolean print(List<JsonNode> requests, Purchases purchases) {
        out.println();
        out.println("ผลการขอ / What became of the requests (from the platform)");
        tally(requests, view -> view.path("state").asText()).forEach(this::line);
        out.println("  เหตุผล / reasons");
        tally(requests, view -> view.path("reasons").path(0).path("code").asText("-"))
                .forEach(this::line);

        out.println();
        out.println("การใช้จ่าย / Purchases (answers given to the banks' apps)");
        line("authorised", purchases.authorised());
        line("refused", purchases.refused());
        new TreeMap<>(purchases.refusals()).forEach(this::line);

        boolean agree = true;
        JsonNode board = callers.operator().get("/api/v1/operations/board");
        for (Participant bank : callers.banks()) agree &= bank(bank, board);
        out.println();
        out.println(
                agree
                        ? "บัญชีของรัฐ บัญชีธนาคาร และบัญชีแยกประเภทบน Corda ตรงกัน / The state's books, the banks' books and the ledger agree."
                        : "ตัวเลขไม่ตรงกัน / THE FIGURES DO NOT AGREE.");
        out.println();
        return agree;
    }

    private boolean bank(Participant bank, JsonNode board) {
        JsonNode chain = chain(board, bank);
        JsonNode own = callers.bankApp(bank.id()).get("/api/v1/books/totals");
        JsonNode pages = callers.bankApp(bank.id()).get("/api/v1/ledger/pages");
        JsonNode last = pages.isEmpty() ? chain : pages.path(pages.size() - 1);
        long transitions = 0;
        for (JsonNode page : pages) transitions += page.path("count").asLong();

        out.println();
        out.println(bank.nameTh() + " / " + bank.nameEn());
        out.printf("  %-34s %18s %18s %18s%n", "", "state's books", "bank's books", "bank's own node");
        boolean agree = row(
                "จ่ายให้ประชาชน / disbursed",
                chain.path("disbursedSatang").asLong(),
                own.path("credited").asLong(),
                last.path("totals").path("disbursed").asLong());
        agree &= row(
                "ใช้จ่ายแล้ว / spent",
                chain.path("spentSatang").asLong(),
                own.path("paid").asLong(),
                last.path("totals").path("spent").asLong());
        agree &= row(
                "คงเหลือในกระเป๋า / left in wallets",
                chain.path("disbursedSatang").asLong()
                        - chain.path("spentSatang").asLong(),
                own.path("held").asLong(),
                last.path("totals").path("disbursed").asLong()
                        - last.path("totals").path("spent").asLong());
        long recorded = chain.path("recorded").asLong();
        out.printf("  %-34s %18d %18s %18d%n", "รายการบนบัญชีแยกประเภท / transitions", recorded, "", transitions);
        out.printf("  %-34s %18s %18s %18d%n", "หน้าของบัญชี / pages", "", "", Math.max(0, pages.size() - 1));
        out.println(
                "  last page's Corda transaction  " + last.path("transactionId").asText());
        return agree && recorded == transitions && recorded > 0;
    }

    private boolean row(String what, long platform, long bank, long ledger) {
        boolean agree = platform == bank && bank == ledger;
        out.printf(
                "  %-34s %18s %18s %18s%s%n",
                what, baht(platform), baht(bank), baht(ledger), agree ? "" : "  <-- differs");
        return agree;
    }

    private static JsonNode chain(JsonNode board, Participant bank) {
        for (JsonNode chain : board.path("chains")) {
            if (chain.path("participantEn").asText().equals(bank.nameEn())) return chain;
        }
        return com.fasterxml.jackson.databind.node.MissingNode.getInstance();
    }

    private static Map<String, Integer> tally(List<JsonNode> views, java.util.function.Function<JsonNode, String> by) {
        Map<String, Integer> counts = new TreeMap<>();
        views.forEach(view -> counts.merge(by.apply(view), 1, Integer::sum));
        return counts;
    }

    private void line(String what, Integer count) {
        out.printf(Locale.ROOT, "    %-32s %8d%n", what, count);
    }

    private static String baht(long satang) {
        return String.format(Locale.ROOT, "฿%,.2f", BigDecimal.valueOf(satang, 2));
    }
}
