package org.namjai.platform.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.namjai.platform.account.TestBooks.BUA;
import static org.namjai.platform.account.TestBooks.KHAOHOM;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.namjai.platform.shared.ParticipantId;
import org.namjai.platform.shared.ProgrammeId;
import org.namjai.platform.shared.Pseudonym;

/** Finding the accounts whose statements are wanted. */
class StatementSearchTest {
    private static final int WALLETS_AT_BUA = 11;
    private static final int WALLETS_AT_KHAOHOM = 3;

    private final TestBooks books = new TestBooks();
    private final Accounts accounts = new Accounts(books.jdbc);

    @BeforeEach
    void walletsAtTwoBanks() {
        for (int i = 0; i < WALLETS_AT_BUA; i++) {
            books.open(AccountRef.wallet(books.programme, BUA, person(i)));
        }
        for (int i = 0; i < WALLETS_AT_KHAOHOM; i++) {
            books.open(AccountRef.wallet(books.programme, KHAOHOM, person(i)));
        }
        books.open(AccountRef.wallet(new ProgrammeId("flood"), BUA, person(0)));
    }

    @AfterEach
    void close() {
        books.close();
    }

    @Test
    void pages_joinInBothDirections_withoutOverlapOrGap() {
        var filter = wallets(null);
        List<UUID> all = ids(accounts.after(filter, null, 200));
        assertThat(all).hasSize(WALLETS_AT_BUA + WALLETS_AT_KHAOHOM);
        assertThat(all).isSortedAccordingTo(Comparator.comparing(UUID::toString));

        for (int limit : new int[] {1, 4, 7, 13, 14, 15}) {
            List<AccountPage> forward = new ArrayList<>(List.of(accounts.after(filter, null, limit)));
            for (UUID next = forward.get(0).next();
                    next != null;
                    next = last(forward).next()) {
                forward.add(accounts.after(filter, next, limit));
            }
            assertThat(forward.stream().flatMap(page -> ids(page).stream()))
                    .as("limit " + limit)
                    .containsExactlyElementsOf(all);

            List<AccountPage> backward = new ArrayList<>(List.of(last(forward)));
            for (UUID previous = last(forward).previous();
                    previous != null;
                    previous = last(backward).previous()) {
                backward.add(accounts.before(filter, previous, limit));
            }
            Collections.reverse(backward);
            assertThat(backward.stream().flatMap(page -> ids(page).stream()))
                    .as("back, limit " + limit)
                    .containsExactlyElementsOf(all);
        }
    }

    @Test
    void participant_narrowsTheSearch() {
        assertThat(accounts.after(wallets(BUA), null, 200).accounts()).hasSize(WALLETS_AT_BUA);
        assertThat(accounts.after(wallets(KHAOHOM), null, 200).accounts())
                .hasSize(WALLETS_AT_KHAOHOM)
                .allMatch(found -> KHAOHOM.equals(found.account().participant()))
                .allMatch(found -> found.id().equals(found.account().id()));
        assertThat(accounts.after(wallets(new ParticipantId("nobody")), null, 10))
                .isEqualTo(new AccountPage(List.of(), null, null));
    }

    @Test
    void found_carriesBalanceAndEntries() {
        books.post(books.appropriate("a", 700)).orThrow();

        assertThat(accounts.after(new Accounts.Filter(books.programme, AccountKind.BUDGET, null), null, 10))
                .isEqualTo(new AccountPage(
                        List.of(new AccountBalance(
                                AccountRef.budget(books.programme).id(),
                                AccountRef.budget(books.programme),
                                "THB",
                                700,
                                1)),
                        null,
                        null));
    }

    @Test
    void programmes_areThoseWithAccounts() {
        assertThat(accounts.programmes()).containsExactly(books.programme, new ProgrammeId("flood"));
    }

    @Test
    void limitOutOfRange_isRefused() {
        for (int limit : new int[] {-1, 0, 201}) {
            assertThatThrownBy(() -> accounts.after(wallets(null), null, limit))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> accounts.before(wallets(null), new UUID(0, 0), limit))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    private Accounts.Filter wallets(@Nullable ParticipantId participant) {
        return new Accounts.Filter(books.programme, AccountKind.WALLET, participant);
    }

    private static Pseudonym person(int number) {
        return new Pseudonym((char) ('a' + number) + "a".repeat(31));
    }

    private static AccountPage last(List<AccountPage> pages) {
        return pages.get(pages.size() - 1);
    }

    private static List<UUID> ids(AccountPage page) {
        return page.accounts().stream().map(AccountBalance::id).toList();
    }
}
