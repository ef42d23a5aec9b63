package org.namjai.platform.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.namjai.platform.account.TestBooks.BUA;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.namjai.platform.account.Posting.Posted;
import org.namjai.platform.account.Posting.Refusal;
import org.namjai.platform.account.Posting.Refused;
import org.namjai.platform.account.TestGroup.Asked;
import org.namjai.platform.shared.Pseudonym;
import org.springframework.dao.DataAccessException;

@Timeout(60)
class GroupPostingTest {
    private final TestBooks books = new TestBooks();
    private final Pseudonym mali = books.person(1);
    private final List<List<Asked>> groups = new ArrayList<>();
    private final CountDownLatch release = new CountDownLatch(1);

    @AfterEach
    void close() {
        books.close();
    }

    /** Whoever is posted first holds the worker until {@link #release}, so that the others come in one group. */
    private TestGroup held(int queue, Consumer<List<Asked>> causes) {
        var first = new AtomicInteger();
        return books.group(1, queue, group -> {
            synchronized (groups) {
                groups.add(List.copyOf(group));
            }
            if (first.getAndIncrement() == 0) {
                await(release);
            }
            causes.accept(group);
        });
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private CompletableFuture<Posting> submit(TestGroup group, String key, long satang) {
        return group.submit(key, List.of(books.commit(key, mali, BUA, satang)));
    }

    /** Submits one that holds the worker, and returns when it does. */
    private CompletableFuture<Posting> hold(TestGroup group) {
        var answer = group.submit("hold", List.of(books.appropriate("hold", 100)));
        org.awaitility.Awaitility.await().until(() -> {
            synchronized (groups) {
                return !groups.isEmpty();
            }
        });
        return answer;
    }

    @Test
    void alone_isPostedWithoutWaitingForOthers() {
        try (var group = books.group(2, 10, causes -> {})) {
            assertThat(group.submit("", List.of(books.appropriate("a", 5))).join())
                    .isInstanceOf(Posted.class);
        }
        assertThat(books.budget()).isEqualTo(5);
    }

    @Test
    void thoseWhoWait_arePostedInOneTransactionAndTheEarlierGetsTheLastSatang() {
        try (var group = held(100, causes -> {})) {
            var hold = hold(group);
            var answers = IntStream.range(0, 20)
                    .mapToObj(i -> submit(group, "c" + i, 10))
                    .toList();
            release.countDown();

            assertThat(hold.join()).isInstanceOf(Posted.class);
            assertThat(answers.stream().map(CompletableFuture::join).map(Posted.class::isInstance))
                    .containsExactlyElementsOf(
                            IntStream.range(0, 20).mapToObj(i -> i < 10).toList());
        }
        assertThat(groups).hasSize(2);
        assertThat(groups.get(1)).hasSize(20);
        assertThat(books.jdbc
                        .sql("select count(distinct xmin::text) from transfer where kind = 'commit'")
                        .query(Long.class)
                        .single())
                .as("database transactions")
                .isEqualTo(1);
        assertThat(books.budget()).isZero();
    }

    @Test
    void badOrdersInAGroup_spoilNoOther() {
        try (var group = held(100, causes -> {})) {
            hold(group);
            var good = submit(group, "good", 10);
            var negative = submit(group, "negative", -1);
            var tooMuch = submit(group, "much", 1_000);
            var reused = submit(group, "good", 11);
            var unknown =
                    group.submit("unknown", List.of(books.commit("unknown", new Pseudonym("z".repeat(32)), BUA, 1)));
            var half = group.submit(
                    "half", List.of(books.commit("half1", mali, BUA, 5), books.commit("half2", mali, BUA, 500)));
            var last = submit(group, "last", 90);
            release.countDown();

            assertThat(good.join()).isInstanceOf(Posted.class);
            assertThat(negative.join()).isEqualTo(new Refused(Refusal.AMOUNT_NOT_POSITIVE, "negative"));
            assertThat(tooMuch.join()).isEqualTo(new Refused(Refusal.INSUFFICIENT_BALANCE, "much"));
            assertThat(reused.join()).isEqualTo(new Refused(Refusal.KEY_REUSED, "good"));
            assertThat(unknown.join()).isEqualTo(new Refused(Refusal.UNKNOWN_ACCOUNT, "unknown"));
            assertThat(half.join()).isEqualTo(new Refused(Refusal.INSUFFICIENT_BALANCE, "half2"));
            assertThat(last.join()).isInstanceOf(Posted.class);
        }
        assertThat(groups).hasSize(2);
        assertThat(books.budget()).isZero();
        assertThat(new BooksProof(books.jdbc).prove(step -> {}).finding()).isEmpty();
    }

    @Test
    void causeThatCannotBeWritten_failsItsCallerOnlyAndMovesNothing() {
        books.jdbc.sql("create table cause (name text primary key)").update();
        Consumer<List<Asked>> causes = written -> written.forEach(answered -> {
            if (answered.cause().equals("poison")) {
                throw new IllegalArgumentException("poison");
            }
            books.jdbc
                    .sql("insert into cause values (?)")
                    .param(answered.cause())
                    .update();
        });
        try (var group = held(100, causes)) {
            var hold = hold(group);
            var before = submit(group, "before", 1);
            var poison = submit(group, "poison", 1);
            var after = submit(group, "after", 1);
            release.countDown();

            assertThat(List.of(hold.join(), before.join(), after.join())).allMatch(Posted.class::isInstance);
            assertThatThrownBy(poison::join).hasRootCauseMessage("poison");
        }
        assertThat(books.budget()).isEqualTo(98);
        assertThat(books.jdbc.sql("select name from cause").query(String.class).list())
                .containsExactlyInAnyOrder("hold", "before", "after");
    }

    @Test
    void whatOneLaneWritesBesideTheBooks_holdsUpNoOtherLaneOfTheSameParticipant() {
        var shops = List.of(new UUID(0, 1), new UUID(0, 2));
        List<Pseudonym> people = List.of(mali, books.person(2));
        shops.forEach(shop -> books.open(AccountRef.merchant(books.programme, shop)));
        people.forEach(person -> giveWallet(person, 10));
        var groups = new AtomicReference<TestGroup>();
        var posted = new ArrayList<Posting>();
        try (var group = books.group(2, 10, callers -> {
            if (!callers.get(0).cause().equals("first")) return;
            var second = books.purchase("second", people.get(1), shops.get(1), 10);
            posted.add(Objects.requireNonNull(groups.get())
                    .submit(1, "second", List.of(second))
                    .orTimeout(10, TimeUnit.SECONDS)
                    .join());
        })) {
            groups.set(group);
            var first = books.purchase("first", people.get(0), shops.get(0), 10);
            posted.add(group.submit(0, "first", List.of(first)).join());
        }
        assertThat(posted.stream().map(posting -> posting.orThrow().get(0)))
                .extracting(Transfer::key)
                .containsExactly("second", "first");
        assertThat(posted.get(1).orThrow().get(0).number())
                .as("the numbers have no gap")
                .isEqualTo(posted.get(0).orThrow().get(0).number() + 1);
        assertThat(new BooksProof(books.jdbc).prove(step -> {}).finding()).isEmpty();
    }

    private void giveWallet(Pseudonym person, long satang) {
        books.open(AccountRef.clearing(books.programme, BUA));
        books.open(AccountRef.wallet(books.programme, BUA, person));
        String key = person.value();
        books.post(
                        books.appropriate("appropriate/" + key, satang),
                        books.commit("commit/" + key, person, BUA, satang),
                        books.disburse("disburse/" + key, person, BUA, satang),
                        books.confirm("confirm/" + key, "disburse/" + key, person, BUA, satang))
                .orThrow();
    }

    @Test
    void fullQueue_turnsAwayAtOnceAndLosesNobody() {
        try (var group = held(3, causes -> {})) {
            var hold = hold(group);
            var waiting = IntStream.range(0, 3)
                    .mapToObj(i -> submit(group, "c" + i, 1))
                    .toList();

            assertThat(group.offer("c3", List.of(books.commit("c3", mali, BUA, 1))))
                    .isEmpty();
            release.countDown();
            assertThat(hold.join()).isInstanceOf(Posted.class);
            assertThat(waiting).allMatch(answer -> answer.join() instanceof Posted);
            assertThat(submit(group, "c3", 1).join()).isInstanceOf(Posted.class);
        }
        assertThat(books.budget()).isEqualTo(96);
    }

    @Test
    void moreOrdersThanACallerMaySubmit_areRefused() {
        try (var group = books.group(1, 10, causes -> {})) {
            var orders = IntStream.rangeClosed(0, GroupPosting.MAX_ORDERS)
                    .mapToObj(i -> books.appropriate("a" + i, 1))
                    .toList();
            assertThat(group.submit("", orders).join()).isEqualTo(new Refused(Refusal.TOO_MANY, ""));
            assertThat(group.submit("", orders.subList(1, orders.size())).join())
                    .isInstanceOf(Posted.class);
        }
    }

    @Test
    void callerThatMovesNothing_isServedBesideOneThatDoes() {
        try (var group = held(100, causes -> {})) {
            hold(group);
            var nothing = group.submit("nothing", List.of());
            var good = submit(group, "good", 10);
            release.countDown();

            assertThat(nothing.join()).isEqualTo(new Posted(List.of()));
            assertThat(good.join()).isInstanceOf(Posted.class);
        }
        assertThat(books.budget()).isEqualTo(90);
    }

    @Test
    void closing_answersEveryoneWhoWaitsAndTakesNobodyElse() {
        var group = held(100, causes -> {});
        hold(group);
        var waiting =
                IntStream.range(0, 10).mapToObj(i -> submit(group, "c" + i, 1)).toList();
        var closing = CompletableFuture.runAsync(group::close);
        org.awaitility.Awaitility.await().until(() -> submit(group, "late", 1).isCompletedExceptionally());
        release.countDown();
        closing.join();

        assertThat(waiting).allMatch(answer -> answer.join() instanceof Posted);
        assertThatThrownBy(() -> submit(group, "later", 1).join()).hasCauseInstanceOf(RejectedExecutionException.class);
    }

    @Test
    void connectionLostBeforeTheCommit_failsTheCallersAndTheSameOrdersMoveMoneyOnceAfterwards() {
        var kills = new AtomicInteger();
        try (var group = books.group(1, 100, causes -> {
            if (kills.getAndIncrement() == 0) {
                books.killOtherConnections();
            }
        })) {
            var order = books.appropriate("a", 100);
            assertThatThrownBy(() -> group.submit("a", List.of(order)).join())
                    .cause()
                    .isInstanceOfAny(
                            DataAccessException.class, org.springframework.transaction.TransactionException.class);
            assertThat(group.submit("a", List.of(order)).join()).isInstanceOf(Posted.class);
        }
        assertThat(books.budget()).isEqualTo(100);
        assertThat(books.transferCount()).isEqualTo(1);
    }

    @Test
    void manyThreadsWithGroupsAndSinglePostings_loseAndDoubleNothing() throws Exception {
        books.post(books.appropriate("all", 500));
        var posted = new AtomicInteger();
        try (var group = books.group(2, 1_000, causes -> {})) {
            var threads = new ArrayList<Thread>();
            for (int t = 0; t < 16; t++) {
                int me = t;
                var thread = new Thread(() -> {
                    for (int i = 0; i < 50; i++) {
                        // Every key is asked for by two threads, one of them alone.
                        String key = me / 2 + "/" + i;
                        var order = List.of(books.commit(key, mali, BUA, 1));
                        Posting answer = me % 2 == 0 ? group.submit(key, order).join() : books.books.post(order);
                        posted.addAndGet(answer instanceof Posted ? 1 : 0);
                    }
                });
                threads.add(thread);
                thread.start();
            }
            for (Thread thread : threads) {
                thread.join();
            }
        }
        assertThat(posted).hasValue(800);
        assertThat(books.budget()).isEqualTo(100);
        assertThat(books.transferCount()).isEqualTo(401);
        assertThat(new BooksProof(books.jdbc).prove(step -> {}).finding()).isEmpty();
    }

    @Test
    void budgetOfNAskedByTenNCallersAtOnce_givesExactlyN() {
        int n = 100;
        books.post(books.appropriate("all", n));
        try (var group = books.group(2, 10 * n, causes -> {})) {
            var answers = IntStream.range(0, 10 * n)
                    .parallel()
                    .mapToObj(i -> submit(group, "c" + i, 1))
                    .toList();
            assertThat(answers.stream().map(CompletableFuture::join).filter(Posted.class::isInstance))
                    .hasSize(n);
        }
        assertThat(books.budget()).isZero();
    }
}
