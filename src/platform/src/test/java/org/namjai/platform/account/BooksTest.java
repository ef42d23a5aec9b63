package org.namjai.platform.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.namjai.platform.account.TestBooks.BUA;
import static org.namjai.platform.account.TestBooks.KHAOHOM;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.namjai.platform.account.Posting.Posted;
import org.namjai.platform.account.Posting.Refusal;
import org.namjai.platform.shared.ProgrammeId;
import org.namjai.platform.shared.Pseudonym;

class BooksTest {
    private final TestBooks books = new TestBooks();
    private final Pseudonym mali = books.person(1);

    @AfterEach
    void close() {
        books.close();
    }

    @BeforeEach
    void aBudgetOf1000() {
        books.post(books.appropriate("first", 1_000));
    }

    @Test
    void commit_movesMoneyFromBudgetToEntitlement() {
        Posting posting = books.post(books.commit("c", mali, BUA, 400));

        Transfer transfer = posting.orThrow().get(0);
        assertThat(transfer.number()).isEqualTo(1);
        assertThat(transfer.subject()).isEqualTo(mali);
        assertThat(books.budget()).isEqualTo(600);
        assertThat(books.balance(AccountRef.entitlement(books.programme, mali))).isEqualTo(400);
        assertThat(books.balance(AccountRef.appropriation(books.programme))).isEqualTo(-1_000);
    }

    @Test
    void sameKeyAndContent_givesTheFirstTransferAgain() {
        var order = books.commit("c", mali, BUA, 400);

        List<Transfer> first = books.post(order).orThrow();
        List<Transfer> again = books.post(order).orThrow();

        assertThat(again).isEqualTo(first);
        assertThat(books.budget()).isEqualTo(600);
    }

    @Test
    void sameKeyOtherContent_isRefusedAndMovesNothing() {
        books.post(books.commit("c", mali, BUA, 400));

        assertThat(books.refusal(books.commit("c", mali, BUA, 401))).isEqualTo(Refusal.KEY_REUSED);
        assertThat(books.refusal(books.commit("c", mali, KHAOHOM, 400))).isEqualTo(Refusal.KEY_REUSED);
        assertThat(books.refusal(books.commit("d", mali, BUA, 1), books.commit("d", mali, BUA, 1)))
                .isEqualTo(Refusal.KEY_REUSED);
        assertThat(books.budget()).isEqualTo(600);
    }

    @Test
    void oneOrderOfManyRefused_nothingMovesAndNoNumberIsLost() {
        assertThat(books.refusal(books.commit("a", mali, BUA, 600), books.commit("b", mali, BUA, 401)))
                .isEqualTo(Refusal.INSUFFICIENT_BALANCE);
        assertThat(books.budget()).isEqualTo(1_000);

        assertThat(books.post(books.commit("c", mali, BUA, 1)).orThrow().get(0).number())
                .isEqualTo(1);
    }

    @Test
    void budgetEmptiedToTheLastSatang_thenNothingMore() {
        assertThat(books.post(books.commit("a", mali, BUA, 1_000))).isInstanceOf(Posted.class);
        assertThat(books.refusal(books.commit("b", mali, BUA, 1))).isEqualTo(Refusal.INSUFFICIENT_BALANCE);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, Long.MIN_VALUE})
    void amountNotPositive_isRefused(long satang) {
        assertThat(books.refusal(books.commit("c", mali, BUA, satang))).isEqualTo(Refusal.AMOUNT_NOT_POSITIVE);
        assertThat(books.transferCount()).isEqualTo(1);
    }

    @Test
    void balancePastTheLargestLong_isRefused() {
        assertThat(books.refusal(books.appropriate("more", Long.MAX_VALUE))).isEqualTo(Refusal.OVERFLOW);
        assertThat(books.budget()).isEqualTo(1_000);
    }

    @Test
    void unknownAccount_isRefused() {
        var stranger = new Pseudonym("z".repeat(32));

        assertThat(books.refusal(books.commit("c", stranger, BUA, 1))).isEqualTo(Refusal.UNKNOWN_ACCOUNT);
        assertThat(books.budget()).isEqualTo(1_000);
    }

    @Test
    void sameAccountOnBothSides_isRefused() {
        var budget = AccountRef.budget(books.programme);

        assertThat(books.refusal(TransferOrder.of("c", TransferKind.COMMIT, budget, budget, 1)
                        .at(BUA)))
                .isEqualTo(Refusal.SAME_ACCOUNT);
    }

    @Test
    void keyOf101CharactersOrNone_isRefused() {
        assertThat(books.refusal(books.commit("k".repeat(101), mali, BUA, 1))).isEqualTo(Refusal.KEY_TOO_LONG);
        assertThat(books.refusal(books.commit("", mali, BUA, 1))).isEqualTo(Refusal.KEY_TOO_LONG);
        assertThat(books.post(books.commit("k".repeat(100), mali, BUA, 1))).isInstanceOf(Posted.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\u0000b", "a\nb", "\u007f"})
    void keyWithAControlCharacter_isRefused(String key) {
        assertThat(books.refusal(books.commit(key, mali, BUA, 1))).isEqualTo(Refusal.KEY_NOT_PRINTABLE);
        assertThat(books.transferCount()).isEqualTo(1);
    }

    @Test
    void anotherCurrencyThanTheAccounts_isRefused() {
        var order = books.commit("c", mali, BUA, 1);
        var dollars = new TransferOrder(
                "c", order.kind(), order.debit(), order.credit(), 1, "USD", BUA, mali, null, null, null);

        assertThat(books.refusal(dollars)).isEqualTo(Refusal.WRONG_CURRENCY);
        assertThat(books.budget()).isEqualTo(1_000);

        Pseudonym foreign = new Pseudonym("f".repeat(32));
        books.open(AccountRef.entitlement(books.programme, foreign), "USD");
        assertThat(books.refusal(books.commit("c", foreign, BUA, 1))).isEqualTo(Refusal.WRONG_CURRENCY);
    }

    @Test
    void appropriationPastTheSmallestLong_isRefused() {
        var programme = new ProgrammeId("other");
        books.open(AccountRef.appropriation(programme));
        books.open(AccountRef.budget(programme));
        var most = TransferOrder.of(
                "m",
                TransferKind.APPROPRIATE,
                AccountRef.appropriation(programme),
                AccountRef.budget(programme),
                Long.MAX_VALUE);

        assertThat(books.post(most)).isInstanceOf(Posted.class);
        assertThat(books.refusal(TransferOrder.of("n", most.kind(), most.debit(), most.credit(), 1)))
                .isEqualTo(Refusal.OVERFLOW);
    }

    @Test
    void eachOnItsOwn_theRefusedLeavesTheOthersAlone() {
        List<Posting> answers = books.books.postEach(List.of(
                List.of(books.commit("a", mali, BUA, 600)),
                List.of(books.commit("b", mali, BUA, 300), books.commit("c", mali, BUA, 101)),
                List.of(books.commit("d", mali, BUA, 400))));

        assertThat(answers.get(0)).isInstanceOf(Posted.class);
        assertThat(answers.get(1)).isEqualTo(new Posting.Refused(Refusal.INSUFFICIENT_BALANCE, "c"));
        assertThat(answers.get(2)).isInstanceOf(Posted.class);
        assertThat(books.budget()).isZero();
    }

    @Test
    void accountsThatDoNotFitTheKind_areRefused() {
        var budget = AccountRef.budget(books.programme);
        var entitlement = AccountRef.entitlement(books.programme, mali);
        var other = AccountRef.entitlement(new ProgrammeId("other"), mali);
        var clearing = AccountRef.clearing(books.programme, KHAOHOM);

        assertThat(books.refusal(order(TransferKind.COMMIT, entitlement, budget)))
                .isEqualTo(Refusal.ACCOUNTS_DO_NOT_FIT);
        assertThat(books.refusal(order(TransferKind.COMMIT, budget, other))).isEqualTo(Refusal.ACCOUNTS_DO_NOT_FIT);
        assertThat(books.refusal(order(TransferKind.DISBURSE, entitlement, clearing)))
                .isEqualTo(Refusal.ACCOUNTS_DO_NOT_FIT);
        assertThat(books.refusal(TransferOrder.of("c", TransferKind.COMMIT, budget, entitlement, 1)))
                .isEqualTo(Refusal.ACCOUNTS_DO_NOT_FIT);
    }

    private static TransferOrder order(TransferKind kind, AccountRef debit, AccountRef credit) {
        return TransferOrder.of("c", kind, debit, credit, 1).at(BUA);
    }

    @Test
    void moreOrdersThanTheLimit_areRefused() {
        TransferOrder[] orders = IntStream.rangeClosed(0, Books.MAX_ORDERS)
                .mapToObj(i -> books.commit("c" + i, mali, BUA, 1))
                .toArray(TransferOrder[]::new);

        assertThat(books.refusal(orders)).isEqualTo(Refusal.TOO_MANY);
    }

    @Test
    void chains_areNumberedEachOnItsOwnFromOne() {
        books.post(
                books.commit("a", mali, BUA, 1),
                books.commit("b", mali, KHAOHOM, 1),
                books.commit("c", mali, BUA, 1),
                books.commit("d", mali, BUA, 1));

        assertThat(books.transfers.chains())
                .containsExactly(new ChainId(books.programme, BUA), new ChainId(books.programme, KHAOHOM));
        assertThat(books.transfers.after(new ChainId(books.programme, BUA), 1, 10))
                .extracting(Transfer::key, Transfer::number)
                .containsExactly(tuple("c", 2L), tuple("d", 3L));
        assertThat(books.transfers.after(new ChainId(books.programme, KHAOHOM), 0, 10))
                .hasSize(1);
    }

    @Test
    void rolledBackPosting_leavesNoTraceAndNoGap() {
        books.transaction.executeWithoutResult(status -> {
            books.post(books.commit("a", mali, BUA, 5)).orThrow();
            status.setRollbackOnly();
        });

        assertThat(books.budget()).isEqualTo(1_000);
        assertThat(books.post(books.commit("b", mali, BUA, 5)).orThrow().get(0).number())
                .isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update transfer set amount_satang = 1",
                "delete from transfer",
                "truncate transfer cascade",
                "delete from account",
                "truncate account cascade",
                "update account set kind = 'appropriation'",
                "update account set holder = 'x'",
                "delete from chain",
                "truncate chain",
                "set session_replication_role = replica; update transfer set amount_satang = 1"
            })
    void changingWhatIsWritten_isRefusedByTheDatabase(String sql) {
        books.post(books.commit("a", mali, BUA, 5)).orThrow();

        assertThatThrownBy(() -> books.jdbc.sql(sql).update())
                .rootCause()
                .hasMessageContaining("it is only ever added to");
        assertThat(books.budget()).isEqualTo(995);
    }

    @Test
    void balanceBelowZero_isRefusedByTheDatabaseToo() {
        assertThatThrownBy(() -> books.jdbc
                        .sql("update account set balance_satang = -1 where kind = 'budget'")
                        .update())
                .hasMessageContaining("account_not_below_zero");
    }
}
