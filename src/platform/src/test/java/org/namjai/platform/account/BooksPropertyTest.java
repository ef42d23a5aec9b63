package org.namjai.platform.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.namjai.platform.account.TestBooks.BUA;
import static org.namjai.platform.account.TestBooks.KHAOHOM;

import java.util.List;
import java.util.Objects;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.state.Action;
import net.jqwik.api.state.ActionChain;
import net.jqwik.api.state.ActionChainArbitrary;
import net.jqwik.api.state.Transformer;
import net.jqwik.api.statistics.Statistics;
import org.jspecify.annotations.Nullable;
import org.namjai.platform.account.Posting.Posted;
import org.namjai.platform.account.Posting.Refused;
import org.namjai.platform.shared.ParticipantId;
import org.namjai.platform.shared.Pseudonym;

/** The books on PostgreSQL against a model in memory: the same random calls, the same answers, the same histories. */
class BooksPropertyTest {
    private static final int PEOPLE = 2;
    private static final int KEYS = 120;

    /**
     * One random order. Keys come from a small set, so that repetitions, reuses and followers happen.
     *
     * @param kind index of a kind and a way between accounts
     * @param original index of the key that it follows
     */
    record Step(int kind, int person, boolean bua, int merchant, int key, int original, long satang, boolean baht) {}

    /** How the steps are asked for. */
    enum Manner {
        TOGETHER,
        EACH,
        GROUP
    }

    @Property(tries = 25)
    void anyCalls_areAnsweredAndKeptLikeTheModelSays(@ForAll("calls") ActionChain<World> calls) {
        World world = calls.run();
        try (world) {
            world.assertSameHistories();
        }
    }

    @Provide
    ActionChainArbitrary<World> calls() {
        return ActionChain.startWith(World::new)
                .withAction(new Call(Manner.TOGETHER))
                .withAction(new Call(Manner.EACH))
                .withAction(new Call(Manner.GROUP))
                .withMaxTransformations(50);
    }

    /** A call with one to four random orders. */
    private record Call(Manner manner) implements Action.Independent<World> {
        @Override
        public Arbitrary<Transformer<World>> transformer() {
            return steps().list()
                    .ofMinSize(1)
                    .ofMaxSize(GroupPosting.MAX_ORDERS)
                    .map(steps -> Transformer.mutate(manner + " " + steps, world -> world.call(manner, steps)));
        }

        private static Arbitrary<Step> steps() {
            return Combinators.combine(
                            Arbitraries.integers().between(0, 15),
                            Arbitraries.integers().between(0, PEOPLE - 1),
                            Arbitraries.frequency(Tuple.of(6, true), Tuple.of(1, false)),
                            Arbitraries.frequency(Tuple.of(4, 0), Tuple.of(1, 1)),
                            Arbitraries.integers().between(0, KEYS),
                            Arbitraries.integers().between(0, KEYS),
                            amounts(),
                            Arbitraries.frequency(Tuple.of(40, true), Tuple.of(1, false)))
                    .as(Step::new);
        }

        /** Few amounts, so that a follower often has its original's. */
        private static Arbitrary<Long> amounts() {
            return Arbitraries.frequencyOf(
                    Tuple.of(20, Arbitraries.of(100L, 200L)),
                    Tuple.of(4, Arbitraries.longs().between(-1, 1_000)),
                    Tuple.of(1, Arbitraries.of(Long.MAX_VALUE)));
        }
    }

    /** The real books and the model, with the same accounts. */
    static final class World implements AutoCloseable {
        private final TestBooks books = new TestBooks();
        private final TestGroup group = books.group(2, 100, causes -> {});
        private final ModelBooks model = new ModelBooks();

        World() {
            open(AccountRef.appropriation(books.programme), TransferOrder.BAHT);
            open(AccountRef.budget(books.programme), TransferOrder.BAHT);
            for (ParticipantId bank : List.of(BUA, KHAOHOM)) {
                open(AccountRef.clearing(books.programme, bank), TransferOrder.BAHT);
                open(AccountRef.settlement(books.programme, bank), TransferOrder.BAHT);
                open(AccountRef.paid(books.programme, bank), TransferOrder.BAHT);
            }
            for (int i = 0; i < PEOPLE; i++) {
                open(AccountRef.entitlement(books.programme, person(i)), TransferOrder.BAHT);
                // Nobody has a wallet at the other bank.
                open(AccountRef.wallet(books.programme, BUA, person(i)), TransferOrder.BAHT);
            }
            open(merchant(0), TransferOrder.BAHT);
            open(merchant(1), "USD");
            // So much that one more of the largest amount passes what a long holds.
            call(Manner.TOGETHER, List.of(new Step(0, 0, true, 0, KEYS + 1, 0, 100_000, true)));
            for (int i = 0; i < PEOPLE; i++) {
                int key = KEYS + 10 * (i + 1);
                call(
                        Manner.TOGETHER,
                        List.of(
                                new Step(1, i, true, 0, key, 0, 2_000, true),
                                new Step(3, i, true, 0, key + 1, 0, 1_000, true)));
                // Behind the disbursement just posted, with its amount.
                call(Manner.TOGETHER, List.of(new Step(4, i, true, 0, key + 2, 1, 100, true)));
            }
        }

        private void open(AccountRef account, String currency) {
            books.open(account, currency);
            model.open(account, currency);
        }

        void call(Manner manner, List<Step> steps) {
            List<TransferOrder> orders = steps.stream().map(this::order).toList();
            switch (manner) {
                case TOGETHER -> same(orders, books.books.post(orders));
                case GROUP -> same(orders, group.submit("", orders).join());
                case EACH -> {
                    List<List<TransferOrder>> each =
                            orders.stream().map(List::of).toList();
                    List<Posting> answers = books.books.postEach(each);
                    assertThat(answers).hasSize(orders.size());
                    for (int i = 0; i < orders.size(); i++) {
                        same(each.get(i), answers.get(i));
                    }
                }
            }
        }

        private void same(List<TransferOrder> orders, Posting answer) {
            Refused expected = model.post(orders);
            Statistics.label("answers").collect(expected == null ? "posted" : expected.refusal());
            if (expected != null) {
                assertThat(answer).as("%s", orders).isEqualTo(expected);
                return;
            }
            assertThat(answer).as("%s", orders).isInstanceOf(Posted.class);
            assertThat(answer.orThrow())
                    .extracting(Transfer::key, Transfer::number)
                    .isEqualTo(orders.stream()
                            .map(order -> org.assertj.core.groups.Tuple.tuple(order.key(), model.number(order.key())))
                            .toList());
        }

        void assertSameHistories() {
            for (AccountRef account : model.accounts()) {
                assertThat(history(account)).as("%s", account).isEqualTo(model.history(account));
            }
            assertThat(books.transferCount()).isEqualTo(model.size());
            assertThat(new BooksProof(books.jdbc).prove(step -> {}).finding()).isEmpty();
        }

        private List<ModelBooks.Movement> history(AccountRef account) {
            return books.jdbc
                    .sql(
                            """
                            select key, satang, balance from (
                                select key, -amount_satang as satang, debit_balance as balance, debit_entry as entry
                                from transfer where debit_account = :account
                                union all
                                select key, amount_satang, credit_balance, credit_entry
                                from transfer where credit_account = :account) m
                            order by entry
                            """)
                    .param("account", account.id())
                    .query((row, n) -> new ModelBooks.Movement(row.getString(1), row.getLong(2), row.getLong(3)))
                    .list();
        }

        private TransferOrder order(Step step) {
            ParticipantId bank = step.bua() ? BUA : KHAOHOM;
            var budget = AccountRef.budget(books.programme);
            var entitlement = AccountRef.entitlement(books.programme, person(step.person()));
            var clearing = AccountRef.clearing(books.programme, bank);
            var wallet = AccountRef.wallet(books.programme, bank, person(step.person()));
            var merchant = merchant(step.merchant());
            var settlement = AccountRef.settlement(books.programme, bank);
            return switch (step.kind()) {
                case 0 ->
                    order(step, TransferKind.APPROPRIATE, AccountRef.appropriation(books.programme), budget, null);
                case 1, 2 -> order(step, TransferKind.COMMIT, budget, entitlement, bank);
                case 3 -> order(step, TransferKind.DISBURSE, entitlement, clearing, bank);
                case 4, 5 -> follower(step, TransferKind.CONFIRM, clearing, wallet, bank);
                case 6 -> follower(step, TransferKind.CANCEL, clearing, entitlement, bank);
                case 7 -> order(step, TransferKind.PURCHASE, wallet, merchant, bank);
                case 8 -> follower(step, TransferKind.REVERSE, merchant, wallet, bank);
                case 9 -> order(step, TransferKind.SETTLE, merchant, settlement, bank);
                case 10 -> order(step, TransferKind.RETURN, wallet, budget, bank);
                case 12 -> order(step, TransferKind.RECEIVE, settlement, wallet, bank);
                case 13 -> order(step, TransferKind.CASHOUT, settlement, AccountRef.paid(books.programme, bank), bank);
                case 14 ->
                    order(step, TransferKind.SETTLE, merchant, AccountRef.settlement(books.programme, BUA), bank);
                case 11 -> order(step, TransferKind.RELEASE, entitlement, budget, bank);
                default -> order(step, TransferKind.COMMIT, budget, wallet, bank);
            };
        }

        /** Mostly behind a transfer that there is, sometimes behind any key. */
        private TransferOrder follower(
                Step step, TransferKind kind, AccountRef debit, AccountRef credit, ParticipantId bank) {
            List<TransferOrder> originals = model.posted(Objects.requireNonNull(kind.original()));
            if (originals.isEmpty() || step.original() % 10 == 0) {
                return order(step, kind, debit, credit, bank).following("k" + step.original());
            }
            TransferOrder original = originals.get(step.original() % originals.size());
            boolean same = step.satang() == 100;
            var fitting = new Step(
                    step.kind(),
                    step.person(),
                    true,
                    step.merchant(),
                    step.key(),
                    step.original(),
                    same ? original.amountSatang() : step.satang(),
                    true);
            AccountRef to = kind == TransferKind.CONFIRM ? credit : original.debit();
            return order(fitting, kind, original.credit(), to, original.participant())
                    .following(original.key());
        }

        private static TransferOrder order(
                Step step, TransferKind kind, AccountRef debit, AccountRef credit, @Nullable ParticipantId bank) {
            return new TransferOrder(
                    "k" + step.key(),
                    kind,
                    debit,
                    credit,
                    step.satang(),
                    step.baht() ? TransferOrder.BAHT : "USD",
                    bank,
                    null,
                    null,
                    null,
                    null);
        }

        private static Pseudonym person(int number) {
            return new Pseudonym(String.valueOf((char) ('a' + number)).repeat(32));
        }

        private AccountRef merchant(int number) {
            return AccountRef.merchant(books.programme, new UUID(0, number));
        }

        @Override
        public void close() {
            group.close();
            books.close();
        }
    }
}
