package org.namjai.platform.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.namjai.platform.account.TestBooks.BUA;
import static org.namjai.platform.account.TestBooks.KHAOHOM;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.namjai.platform.account.Posting.Posted;
import org.namjai.platform.shared.Pseudonym;

@Timeout(120)
class BooksConcurrencyTest {
    private static final int THREADS = 12;

    private final TestBooks books = new TestBooks();

    @AfterEach
    void close() {
        books.close();
    }

    @Test
    void budgetOfNAskedByTenNCallersAtOnce_givesExactlyN() throws Exception {
        int n = 40;
        books.post(books.appropriate("all", n));
        Pseudonym[] people = people(10 * n);

        List<Posting> postings =
                atOnce(10 * n, caller -> books.post(books.commit("c" + caller, people[caller], BUA, 1)));

        assertThat(postings).filteredOn(Posted.class::isInstance).hasSize(n);
        assertThat(books.budget()).isZero();
        assertNumberedWithoutGap(n);
    }

    @Test
    void sameOrderFromManyCallersAtOnce_movesMoneyOnce() throws Exception {
        books.post(books.appropriate("all", 1_000));
        Pseudonym mali = books.person(1);

        List<Posting> postings = atOnce(60, caller -> books.post(books.commit("one", mali, BUA, 7)));

        assertThat(postings).allMatch(Posted.class::isInstance);
        assertThat(postings.stream()
                        .flatMap(posting -> posting.orThrow().stream())
                        .distinct())
                .hasSize(1);
        assertThat(books.budget()).isEqualTo(993);
    }

    @Test
    void sameKeyWithOtherContentsAtOnce_oneWins() throws Exception {
        books.post(books.appropriate("all", 100_000));
        Pseudonym[] people = people(60);

        List<Posting> postings = atOnce(60, caller -> books.post(books.commit("one", people[caller], BUA, 1 + caller)));

        assertThat(postings).filteredOn(Posted.class::isInstance).hasSize(1);
        assertThat(books.transferCount()).isEqualTo(2);
    }

    @Test
    void batchesOverTheSameAccountsInOppositeOrder_doNotDeadlock() throws Exception {
        books.post(books.appropriate("all", 1_000_000));
        Pseudonym[] people = people(8);

        List<Posting> postings = atOnce(200, caller -> {
            var orders = new ArrayList<TransferOrder>();
            for (int i = 0; i < 8; i++) {
                int other = caller % 2 == 0 ? i : 7 - i;
                orders.add(books.commit(caller + "/" + other, people[other], other % 2 == 0 ? BUA : KHAOHOM, 1));
            }
            return books.post(orders.toArray(TransferOrder[]::new));
        });

        assertThat(postings).allMatch(Posted.class::isInstance);
        assertThat(books.budget()).isEqualTo(1_000_000 - 1_600);
        assertNumberedWithoutGap(800);
    }

    private void assertNumberedWithoutGap(int count) {
        assertThat(books.jdbc
                        .sql(
                                "select min(number), max(number), count(distinct number) from transfer t join chain c on c.id = t.chain where participant = 'bua'")
                        .query()
                        .singleRow()
                        .values())
                .containsExactly(1L, (long) count, (long) count);
    }

    private Pseudonym[] people(int count) {
        var people = new Pseudonym[count];
        for (int i = 0; i < count; i++) {
            people[i] = books.person(i);
        }
        return people;
    }

    private interface Call {
        Posting by(int caller);
    }

    /** All calls, {@value #THREADS} beginning together. */
    private static List<Posting> atOnce(int calls, Call call) throws Exception {
        var threads = Executors.newFixedThreadPool(THREADS);
        var start = new CyclicBarrier(THREADS);
        try {
            var answers = new ArrayList<Future<Posting>>();
            for (int caller = 0; caller < calls; caller++) {
                int me = caller;
                Callable<Posting> task = () -> {
                    if (me < THREADS) {
                        start.await();
                    }
                    return call.by(me);
                };
                answers.add(threads.submit(task));
            }
            var postings = new ArrayList<Posting>();
            for (Future<Posting> answer : answers) {
                postings.add(answer.get());
            }
            return postings;
        } finally {
            threads.shutdownNow();
        }
    }
}
