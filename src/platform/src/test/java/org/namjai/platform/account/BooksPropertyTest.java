package org.namjai.platform.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.namjai.platform.account.TestBooks.BUA;
import static org.namjai.platform.account.TestBooks.KHAOHOM;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.namjai.platform.account.Posting.Posted;
import org.namjai.platform.shared.ParticipantId;
import org.namjai.platform.shared.Pseudonym;

/** The books on PostgreSQL against a model in memory: the same random batches, the same answers, the same balances. */
class BooksPropertyTest {
    private static final int PEOPLE = 3;

    /** One random order; keys come from a small set, so that repetitions and reuses happen. */
    record Step(int kind, int person, boolean bua, int key, long satang) {}

    @Property(tries = 40)
    void anyBatches_answerAndBalanceLikeTheModel(@ForAll("batches") List<List<Step>> batches) {
        try (var books = new TestBooks()) {
            var model = new Model();
            open(books);

            for (List<Step> batch : batches) {
                List<TransferOrder> orders =
                        batch.stream().map(step -> order(books, step)).toList();
                boolean expected = model.post(orders);
                Posting posting = books.post(orders.toArray(TransferOrder[]::new));
                assertThat(posting instanceof Posted).as("%s", orders).isEqualTo(expected);
            }

            model.balances.forEach((account, balance) ->
                    assertThat(books.balance(account)).as("%s", account).isEqualTo(balance));
            assertThat(books.transferCount()).isEqualTo(model.posted.size());
            assertBooksAddUp(books);
            assertNoGaps(books);
        }
    }

    private static void assertBooksAddUp(TestBooks books) {
        assertThat(books.jdbc
                        .sql("select sum(balance_satang) from account")
                        .query(Long.class)
                        .single())
                .as("the world sums to zero")
                .isZero();
        assertThat(books.jdbc
                        .sql(
                                """
                                select count(*) from account a where balance_satang <>
                                    (select coalesce(sum(amount_satang), 0) from transfer where credit_account = a.id)
                                    - (select coalesce(sum(amount_satang), 0) from transfer where debit_account = a.id)
                                """)
                        .query(Long.class)
                        .single())
                .as("balances that differ from their transfers")
                .isZero();
    }

    private static void assertNoGaps(TestBooks books) {
        assertThat(books.jdbc
                        .sql(
                                """
                                select count(*) from (select max(number) as last, count(*) as count from transfer group by chain) c
                                where last <> count
                                """)
                        .query(Long.class)
                        .single())
                .as("chains with a gap")
                .isZero();
    }

    private static void open(TestBooks books) {
        books.open(AccountRef.clearing(books.programme, BUA));
        books.open(AccountRef.clearing(books.programme, KHAOHOM));
        for (int i = 0; i < PEOPLE; i++) {
            books.person(i);
        }
    }

    private static TransferOrder order(TestBooks books, Step step) {
        // Opening an account twice is harmless.
        Pseudonym person = books.person(step.person());
        ParticipantId participant = step.bua() ? BUA : KHAOHOM;
        String key = "k" + step.key();
        return switch (step.kind()) {
            case 0 -> books.appropriate(key, step.satang());
            case 1 -> books.commit(key, person, participant, step.satang());
            default -> books.disburse(key, person, participant, step.satang());
        };
    }

    @Provide
    Arbitrary<List<List<Step>>> batches() {
        Arbitrary<Step> step = Combinators.combine(
                        Arbitraries.integers().between(0, 2),
                        Arbitraries.integers().between(0, PEOPLE - 1),
                        Arbitraries.of(true, false),
                        Arbitraries.integers().between(0, 40),
                        Arbitraries.longs().between(0, 1_000))
                .as(Step::new);
        return step.list().ofMinSize(1).ofMaxSize(4).list().ofMaxSize(25);
    }

    /** What the books should do, in the plainest words. */
    private static final class Model {
        final Map<AccountRef, Long> balances = new HashMap<>();
        final Map<String, TransferOrder> posted = new HashMap<>();

        boolean post(List<TransferOrder> orders) {
            if (orders.stream().map(TransferOrder::key).distinct().count() < orders.size()) {
                return false;
            }
            var after = new HashMap<>(balances);
            var fresh = new ArrayList<TransferOrder>();
            for (TransferOrder order : orders) {
                if (order.amountSatang() <= 0) {
                    return false;
                }
                if (posted.containsKey(order.key())) {
                    if (!order.equals(posted.get(order.key()))) {
                        return false;
                    }
                    continue;
                }
                after.merge(order.debit(), -order.amountSatang(), Long::sum);
                after.merge(order.credit(), order.amountSatang(), Long::sum);
                if (order.kind() != TransferKind.APPROPRIATE && after.getOrDefault(order.debit(), 0L) < 0) {
                    return false;
                }
                fresh.add(order);
            }
            balances.putAll(after);
            fresh.forEach(order -> posted.put(order.key(), order));
            return true;
        }
    }
}
