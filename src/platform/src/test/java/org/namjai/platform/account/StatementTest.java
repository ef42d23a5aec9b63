package org.namjai.platform.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.namjai.platform.account.TestBooks.BUA;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.namjai.platform.shared.Pseudonym;

class StatementTest {
    private final TestBooks books = new TestBooks();
    private final Statements statements = new Statements(books.jdbc);
    private final Pseudonym mali = books.person(1);
    private final UUID budget = AccountRef.budget(books.programme).id();
    private final AccountRef entitlement = AccountRef.entitlement(books.programme, mali);
    private final AccountRef clearing = AccountRef.clearing(books.programme, BUA);

    @BeforeEach
    void tenBahtOfBudget() {
        books.open(clearing);
        books.post(books.appropriate("a", 1_000)).orThrow();
    }

    @AfterEach
    void close() {
        books.close();
    }

    @Test
    void line_tellsWhatMovedAndWhatWasLeft_onBothSides() {
        books.post(books.commit("c", mali, BUA, 300)).orThrow();
        books.post(books.disburse("d", mali, BUA, 200)).orThrow();

        Statement page = page(entitlement.id(), null, 10);

        assertThat(page.lines())
                .extracting(
                        Statement.Line::entry,
                        Statement.Line::amountSatang,
                        Statement.Line::balanceSatang,
                        Statement.Line::other,
                        line -> line.transfer().kind(),
                        line -> line.transfer().number())
                .containsExactly(
                        tuple(2L, -200L, 100L, clearing, TransferKind.DISBURSE, 2L),
                        tuple(1L, 300L, 300L, AccountRef.budget(books.programme), TransferKind.COMMIT, 1L));
        assertThat(page.lines().get(1).transfer())
                .isEqualTo(books.transfers
                        .after(new ChainId(books.programme, BUA), 0, 1)
                        .get(0));
        assertThat(page.account()).isEqualTo(new AccountBalance(entitlement.id(), entitlement, "THB", 100, 2));
        assertThat(page.openingSatang()).isZero();
        assertThat(page.closingSatang()).isEqualTo(100);
        assertThat(page.next()).isNull();
    }

    @Test
    void appropriation_hasNoParticipantAndGoesBelowZero() {
        Statement page = page(AccountRef.appropriation(books.programme).id(), null, 10);

        assertThat(page.lines()).singleElement().satisfies(line -> {
            assertThat(line.balanceSatang()).isEqualTo(-1_000);
            assertThat(line.transfer().participant()).isNull();
        });
    }

    @Test
    void pages_joinWithoutOverlapOrGap_whereverSidesAreMixed() {
        for (int i = 0; i < 7; i++) {
            books.post(books.commit("c" + i, mali, BUA, 10 + i)).orThrow();
            books.post(giveBack("r" + i, 1)).orThrow();
        }
        for (int limit : new int[] {1, 2, 3, 5, 14, 15, 16, 200}) {
            List<Statement> pages = allPages(budget, limit);

            assertThat(entries(pages))
                    .as("limit " + limit)
                    .containsExactlyElementsOf(
                            LongStream.iterate(15, n -> n - 1).limit(15).boxed().toList());
            for (int i = 0; i + 1 < pages.size(); i++) {
                assertThat(pages.get(i).lines()).hasSize(limit);
                assertThat(pages.get(i).openingSatang())
                        .isEqualTo(pages.get(i + 1).closingSatang());
            }
            assertThat(pages.get(0).closingSatang()).isEqualTo(books.budget());
            assertThat(pages.get(pages.size() - 1).openingSatang()).isZero();
        }
    }

    @Test
    void newTransfers_moveNothingOnOlderPages() throws Exception {
        for (int i = 0; i < 30; i++) {
            books.post(books.commit("before" + i, mali, BUA, 1)).orThrow();
        }
        var enough = new AtomicBoolean();
        ExecutorService payers = Executors.newFixedThreadPool(2);
        try {
            List<Future<Integer>> posted = new ArrayList<>();
            for (int payer = 0; payer < 2; payer++) {
                String name = "payer" + payer + "/";
                posted.add(payers.submit(() -> {
                    int count = 0;
                    while (!enough.get() && count < 200) {
                        books.post(books.commit(name + count, mali, BUA, 1)).orThrow();
                        count++;
                    }
                    return count;
                }));
            }
            for (int round = 0; round < 20; round++) {
                List<Statement> pages = allPages(budget, 7);

                long newest = pages.get(0).lines().get(0).entry();
                assertThat(entries(pages))
                        .containsExactlyElementsOf(LongStream.iterate(newest, n -> n - 1)
                                .limit(newest)
                                .boxed()
                                .toList());
                for (int i = 0; i + 1 < pages.size(); i++) {
                    assertThat(pages.get(i).openingSatang())
                            .isEqualTo(pages.get(i + 1).closingSatang());
                }
            }
            enough.set(true);
            int all = 0;
            for (Future<Integer> count : posted) {
                all += count.get();
            }
            assertThat(all).isPositive();
            assertThat(page(budget, null, 1).account().entries()).isEqualTo(31 + all);
        } finally {
            payers.shutdownNow();
        }
    }

    @Test
    void unknownAccount_hasNoStatement() {
        assertThat(statements.page(UUID.randomUUID(), null, 10)).isEmpty();
    }

    @Test
    void accountThatNothingMovedOn_hasAnEmptyPage() {
        assertThat(page(clearing.id(), null, 10))
                .isEqualTo(
                        new Statement(new AccountBalance(clearing.id(), clearing, "THB", 0, 0), List.of(), 0, 0, null));
    }

    @Test
    void keyBelowTheFirstEntry_givesNothing_andOnePastTheLast_givesTheNewest() {
        assertThat(page(budget, 1L, 10).lines()).isEmpty();
        assertThat(page(budget, 2L, 10).lines()).hasSize(1);
        assertThat(page(budget, 999_999_999_999_999_999L, 10)).isEqualTo(page(budget, null, 10));
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, 201, Integer.MAX_VALUE})
    void limitOutOfRange_isRefused(int limit) {
        assertThatThrownBy(() -> statements.page(budget, null, limit)).isInstanceOf(IllegalArgumentException.class);
    }

    private TransferOrder giveBack(String key, long satang) {
        return TransferOrder.of(key, TransferKind.RELEASE, entitlement, AccountRef.budget(books.programme), satang)
                .at(BUA)
                .about(mali);
    }

    private Statement page(UUID account, @Nullable Long before, int limit) {
        return statements.page(account, before, limit).orElseThrow();
    }

    private List<Statement> allPages(UUID account, int limit) {
        List<Statement> pages = new ArrayList<>();
        Long before = null;
        do {
            Statement page = page(account, before, limit);
            pages.add(page);
            before = page.next();
        } while (before != null);
        return pages;
    }

    private static List<Long> entries(List<Statement> pages) {
        return pages.stream()
                .flatMap(page -> page.lines().stream())
                .map(Statement.Line::entry)
                .toList();
    }

    @Test
    void entriesAreCountedFromOne_soTheLastPageKnowsThatItIsTheLast() {
        IntStream.range(0, 3)
                .forEach(i -> books.post(books.commit("c" + i, mali, BUA, 1)).orThrow());

        assertThat(page(budget, null, 3).next()).isEqualTo(2);
        assertThat(page(budget, 2L, 3).next()).isNull();
        assertThat(page(budget, null, 4).next()).isNull();
    }
}
