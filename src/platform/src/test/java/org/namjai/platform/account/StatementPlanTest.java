package org.namjai.platform.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.namjai.platform.account.TestBooks.BUA;
import static org.namjai.platform.account.TestBooks.KHAOHOM;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What PostgreSQL does for a page, on a budget with 300,001 entries: the appropriation, then for each three transfers two
 * commitments out of it and one return into it, so that both of its sides are long.
 */
class StatementPlanTest {
    private static final int TRANSFERS = 300_000;
    private static final int PEOPLE = 1_000;
    private static final int WALLETS = 50_000;
    private static final int LIMIT = 50;
    /** An entry after every other. */
    private static final long NEWEST = Long.MAX_VALUE;

    private static final ObjectMapper JSON = new ObjectMapper();

    private static TestBooks books;
    private static UUID budget;

    @BeforeAll
    static void longHistory() {
        books = new TestBooks();
        budget = AccountRef.budget(books.programme).id();
        books.post(books.appropriate("a", TRANSFERS * 100L)).orThrow();
        books.transaction.executeWithoutResult(status -> {
            makePeople();
            makeTransfers();
            settleBalances();
            makeWallets();
        });
        // As autovacuum would, at a moment of its own choice.
        books.jdbc.sql("vacuum analyze transfer").update();
        books.jdbc.sql("vacuum analyze account").update();
    }

    private static void makePeople() {
        books.jdbc
                .sql(
                        """
                        create temp table person on commit drop as
                        select n, encode(substring(sha256(convert_to('digital-wallet/entitlement//' || holder, 'UTF8'))
                                                   for 16), 'hex')::uuid as id, holder
                        from (select n, 'p' || translate(lpad(n::text, 31, '0'), '0189', 'abcd') as holder
                              from generate_series(0, ? - 1) n) h
                        """)
                .param(PEOPLE)
                .update();
        books.jdbc
                .sql(
                        """
                        insert into account (id, kind, programme, holder, currency)
                        select id, 'entitlement', 'digital-wallet', holder, 'THB' from person
                        """)
                .update();
    }

    private static void makeTransfers() {
        books.jdbc
                .sql(
                        """
                        with chained as (
                            insert into chain (programme, participant, last_number) values ('digital-wallet', 'bua', :all)
                            returning id
                        ), planned as (
                            select i, person.id as person, person.holder, i % 3 = 0 as returned,
                                case when i % 3 = 0 then 100 else -100 end as signed
                            from generate_series(1, :all) i join person on person.n = (i - 1) / 3 % :people
                        ), moved as (
                            select p.*, i + 1 as budget_entry,
                                :all * 100::bigint + sum(signed) over (order by i) as budget_balance,
                                row_number() over own as person_entry, -sum(signed) over own as person_balance
                            from planned p
                            window own as (partition by person order by i)
                        )
                        insert into transfer (chain, number, key, kind, debit_account, debit_entry, debit_balance,
                            credit_account, credit_entry, credit_balance, amount_satang, subject, cause, recorded_at)
                        select chained.id, i, 'made/' || i, case when returned then 'release' else 'commit' end,
                            case when returned then person else :budget end,
                            case when returned then person_entry else budget_entry end,
                            case when returned then person_balance else budget_balance end,
                            case when returned then :budget else person end,
                            case when returned then budget_entry else person_entry end,
                            case when returned then budget_balance else person_balance end,
                            100, holder, gen_random_uuid(), now()
                        from moved, chained order by i
                        """)
                .param("all", TRANSFERS)
                .param("people", PEOPLE)
                .param("budget", budget)
                .update();
    }

    private static void settleBalances() {
        books.jdbc
                .sql(
                        """
                        update account set balance_satang = m.balance, entries = m.entries
                        from (
                            select account, sum(signed) as balance, count(*) as entries from (
                                select debit_account as account, -amount_satang as signed from transfer
                                union all select credit_account, amount_satang from transfer
                            ) e group by account
                        ) m
                        where m.account = account.id
                        """)
                .update();
    }

    /** A crowd at one bank, and ten at another. */
    private static void makeWallets() {
        books.jdbc
                .sql(
                        """
                        insert into account (id, kind, programme, participant, holder, currency)
                        select encode(substring(sha256(convert_to('digital-wallet/wallet/' || bank || '/' || holder,
                                                                  'UTF8')) for 16), 'hex')::uuid,
                            'wallet', 'digital-wallet', bank, holder, 'THB'
                        from (select case when n <= 10 then 'khaohom' else 'bua' end as bank,
                                  'w' || translate(lpad(n::text, 31, '0'), '0189', 'abcd') as holder
                              from generate_series(1, ?) n) w
                        """)
                .param(WALLETS)
                .update();
    }

    @AfterAll
    static void close() {
        books.close();
    }

    @Test
    void madeHistory_isConsistent() {
        assertThat(new BooksProof(books.jdbc).prove(step -> {}).finding()).isEmpty();
        assertThat(books.budget()).isEqualTo(TRANSFERS * 100L - TRANSFERS / 3 * 100L);
    }

    @Test
    void walkToTheEnd_meetsEveryEntryOnce() {
        var statements = new Statements(books.jdbc);
        long expected = TRANSFERS + 1;
        long balance = books.budget();
        for (Long before = null; expected > 0; ) {
            Statement page =
                    statements.page(budget, before, Statements.MAX_LIMIT).orElseThrow();
            assertThat(page.closingSatang()).isEqualTo(balance);
            for (Statement.Line line : page.lines()) {
                assertThat(line.entry()).isEqualTo(expected--);
            }
            balance = page.openingSatang();
            before = page.next();
            assertThat(before == null).isEqualTo(expected == 0);
        }
        assertThat(balance).isZero();
    }

    @Test
    void lastPage_readsAsLittleAsTheFirst() {
        explained(NEWEST);
        long first = buffers(explained(NEWEST));
        long middle = buffers(explained(TRANSFERS / 2));
        long last = buffers(explained(LIMIT + 1));

        // A few buffers a line and a side: index, row, and the other account. The whole history has thousands.
        assertThat(first).isLessThan(10L * LIMIT);
        assertThat(middle).isLessThanOrEqualTo(first + LIMIT / 2);
        assertThat(last).isLessThanOrEqualTo(first + LIMIT / 2);
    }

    @Test
    void page_isTwoIndexWalksThatStop() {
        for (long before : new long[] {NEWEST, TRANSFERS / 2, LIMIT + 1}) {
            assertWalks(explained(before));
        }
    }

    /** A pooled connection may reuse a plan that was made without knowing the account, the entry and the limit. */
    @Test
    void planMadeForAnyAccount_isAsGood() {
        assertWalks(Objects.requireNonNull(books.transaction.execute(status -> {
            String sql = Statements.PAGE;
            for (int i = 1; sql.contains("?"); i++) {
                sql = sql.replaceFirst("\\?", "\\$" + i);
            }
            books.jdbc.sql("set local plan_cache_mode = force_generic_plan").update();
            books.jdbc
                    .sql("prepare page (uuid, bigint, int, uuid, bigint, int, int) as " + sql)
                    .update();
            String account = "'" + budget + "', " + TRANSFERS / 2 + ", " + LIMIT;
            JsonNode plan = explained("execute page (" + account + ", " + account + ", " + LIMIT + ")");
            books.jdbc.sql("deallocate page").update();
            assertThat(buffers(plan)).isLessThan(10L * LIMIT);
            return plan;
        })));
    }

    @Test
    void search_isOneIndexWalkThatStops_evenForTheFewAccountsOfASmallParticipant() {
        for (boolean forward : new boolean[] {true, false}) {
            for (boolean ofParticipant : new boolean[] {true, false}) {
                for (var participant : List.of(BUA, KHAOHOM)) {
                    var parameters = new ArrayList<Object>(List.of("digital-wallet", "wallet"));
                    if (ofParticipant) {
                        parameters.add(participant.value());
                    }
                    parameters.add(new UUID(Long.MIN_VALUE, 0));
                    parameters.add(LIMIT);
                    JsonNode plan = explained(Accounts.search(ofParticipant, forward), parameters.toArray());

                    assertThat(nodes(plan)).noneMatch(node -> type(node).equals("Seq Scan"));
                    assertThat(buffers(plan)).as(plan.toPrettyString()).isLessThan(3L * LIMIT);
                }
            }
        }
    }

    private static void assertWalks(JsonNode plan) {
        String shown = plan.toPrettyString();
        List<JsonNode> nodes = nodes(plan);
        List<JsonNode> ofTransfers = nodes.stream()
                .filter(node -> node.path("Relation Name").asText().equals("transfer"))
                .toList();
        assertThat(ofTransfers)
                .as(shown)
                .extracting(
                        StatementPlanTest::type, node -> node.path("Index Name").asText())
                .containsExactlyInAnyOrder(
                        tuple("Index Scan", "transfer_debit_account_debit_entry_key"),
                        tuple("Index Scan", "transfer_credit_account_credit_entry_key"));
        for (JsonNode scan : ofTransfers) {
            assertThat(scan.path("Index Cond").asText()).as(shown).contains("_account = ", "_entry < ");
            assertThat(scan.path("Actual Rows").asLong()).as(shown).isLessThanOrEqualTo(LIMIT);
            assertThat(scan.has("Filter")).as(shown).isFalse();
        }
        // The chains, a row for each programme and participant, are all that may be read whole.
        assertThat(nodes)
                .as(shown)
                .filteredOn(node -> type(node).equals("Seq Scan"))
                .allMatch(node -> node.path("Relation Name").asText().equals("chain"));
        assertThat(nodes)
                .as(shown)
                .filteredOn(node -> type(node).contains("Sort"))
                .allMatch(node -> node.path("Plans").get(0).path("Actual Rows").asLong() <= 2 * LIMIT);
    }

    private static JsonNode explained(long before) {
        return explained(Statements.PAGE, budget, before, LIMIT, budget, before, LIMIT, LIMIT);
    }

    private static JsonNode explained(String sql, Object... parameters) {
        String plan = books.jdbc
                .sql("explain (analyze, buffers, format json) " + sql)
                .params(parameters)
                .query(String.class)
                .single();
        try {
            return JSON.readTree(plan).get(0).path("Plan");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static long buffers(JsonNode plan) {
        return plan.path("Shared Hit Blocks").asLong()
                + plan.path("Shared Read Blocks").asLong();
    }

    private static String type(JsonNode node) {
        return node.path("Node Type").asText();
    }

    private static List<JsonNode> nodes(JsonNode plan) {
        List<JsonNode> nodes = new ArrayList<>(List.of(plan));
        plan.path("Plans").forEach(child -> nodes.addAll(nodes(child)));
        return nodes;
    }
}
