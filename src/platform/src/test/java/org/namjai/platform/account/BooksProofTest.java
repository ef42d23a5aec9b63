package org.namjai.platform.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.namjai.platform.account.TestBooks.BUA;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.namjai.platform.account.BooksProof.Finding;
import org.namjai.platform.account.BooksProof.Result;
import org.namjai.platform.account.BooksProof.Step;
import org.namjai.platform.shared.Pseudonym;

class BooksProofTest {
    private final TestBooks books = new TestBooks();
    private final Pseudonym mali = books.person(1);
    private final List<Step> steps = new ArrayList<>();

    @BeforeEach
    void someTransfers() {
        books.open(AccountRef.clearing(books.programme, BUA));
        books.open(AccountRef.wallet(books.programme, BUA, mali));
        books.post(books.appropriate("a", 1_000)).orThrow();
        books.post(books.commit("c", mali, BUA, 400)).orThrow();
        books.post(books.disburse("d", mali, BUA, 300)).orThrow();
        books.post(books.confirm("e", "d", mali, BUA, 300)).orThrow();
    }

    @AfterEach
    void close() {
        books.close();
    }

    private Result prove() {
        return new BooksProof(books.jdbc).prove(steps::add);
    }

    @Test
    void booksAsPosted_areCleanAndEveryLawWasChecked() {
        Result result = prove();

        assertThat(result.finding()).isEmpty();
        assertThat(result.transfers()).isEqualTo(4);
        assertThat(result.accounts()).isEqualTo(5);
        assertThat(steps).extracting(Step::step).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9);
        assertThat(steps).allMatch(step -> step.steps() == 9);
    }

    /** Each change is made by somebody who can switch triggers off; the row that was changed is named. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            update account set balance_satang = 601 where kind = 'budget' | every balance is the sum | account | 600 satang after 2 transfers | 601 satang after 2 transfers
            update account set entries = 3 where kind = 'budget' | every balance is the sum | account | 600 satang after 2 transfers | 600 satang after 3 transfers
            update transfer set amount_satang = 401 where key = 'c' | every balance is the sum | account | |
            delete from transfer where key = 'e' | every balance is the sum | account | |
            update account set holder = 'bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb' where kind = 'wallet' | under the id of what it names | account | |
            update transfer set kind = 'return' where key = 'c' | fitting | transfer c | a return between fitting accounts | budget to entitlement
            update transfer set debit_account = gen_random_uuid() where key = 'c' | fitting | transfer c | | no account to entitlement
            update account set currency = 'USD' where kind = 'budget' | fitting | transfer a | |
            update transfer set debit_balance = 601 where key = 'c' | entries follow | transfer c | entry 2 with 600 satang | entry 2 with 601 satang
            update transfer set credit_entry = 7 where key = 'e' | entries follow | transfer e | entry 1 with 300 satang | entry 7 with 300 satang
            update transfer set number = 9 where key = 'e' | without a gap | transfer 9 of chain | number 3 | number 9
            update chain set last_number = 9 where participant = 'bua' | last number | chain | last number 3 | last number 9
            update transfer set original = 'c' where key = 'e' | pending | transfer e | at most 400 satang of c | 300 satang
            update transfer set original = 'nothing' where key = 'e' | pending | transfer e | at most 0 satang of nothing | 300 satang
            """)
    void oneRowChangedBehindTheBooks_isFoundAndNamed(
            String change,
            String law,
            String row,
            @org.jspecify.annotations.Nullable String expected,
            @org.jspecify.annotations.Nullable String found) {
        books.jdbc.sql("alter table transfer disable trigger all").update();
        books.jdbc.sql("alter table account disable trigger all").update();
        assertThat(books.jdbc.sql(change).update()).isOne();

        Finding finding = prove().finding().orElseThrow();

        assertThat(finding.law() + " " + finding.expected()).contains(law);
        assertThat(finding.row()).contains(row);
        if (expected != null) {
            assertThat(finding.expected()).isEqualTo(expected);
        }
        if (found != null) {
            assertThat(finding.found()).isEqualTo(found);
        }
    }

    @Test
    void balanceBelowZeroWithItsTransfers_isFound() {
        books.jdbc
                .sql("alter table account drop constraint account_not_below_zero")
                .update();
        books.jdbc.sql("alter table transfer disable trigger all").update();
        books.jdbc
                .sql(
                        "update transfer set amount_satang = 1001, debit_balance = -1, credit_balance = 1001 where key = 'c'")
                .update();
        books.jdbc
                .sql("update account set balance_satang = -1 where kind = 'budget'")
                .update();
        books.jdbc
                .sql("update account set balance_satang = 701 where kind = 'entitlement'")
                .update();

        Finding finding = prove().finding().orElseThrow();

        assertThat(finding.law()).isEqualTo("no account is below zero that may not be");
        assertThat(finding.found()).isEqualTo("-1 satang");
    }

    @Test
    void moneyFromNowhere_isFound() {
        // Both sides of the world's sum are wrong only when a transfer's row and a balance were changed together.
        books.jdbc.sql("alter table transfer disable trigger all").update();
        books.jdbc.sql("delete from transfer where key = 'a'").update();
        books.jdbc
                .sql("update account set balance_satang = 0, entries = 0 where kind = 'appropriation'")
                .update();

        assertThat(prove().finding().orElseThrow().row()).startsWith("account ");
    }
}
