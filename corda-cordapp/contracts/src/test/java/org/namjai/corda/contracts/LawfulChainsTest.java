package org.namjai.corda.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.namjai.corda.contracts.LedgerPageContractTest.BOTH;
import static org.namjai.corda.contracts.LedgerPageContractTest.OPENING;
import static org.namjai.corda.contracts.LedgerPageContractTest.bytes;
import static org.namjai.corda.contracts.LedgerPageContractTest.inputs;
import static org.namjai.corda.contracts.LedgerPageContractTest.transitions;
import static org.namjai.corda.contracts.LedgerPageContractTest.verify;

import java.util.List;
import net.corda.core.contracts.TransactionVerificationException;
import net.corda.core.crypto.SecureHash;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tuple;
import net.jqwik.api.statistics.Statistics;
import org.namjai.corda.contracts.LedgerPageContract.Commands;

/** Whatever pages are proposed one after the other: a chain takes just those that keep the law. */
class LawfulChainsTest {
    /** A page as somebody proposes it: how much each total grows, and how far its numbers are off. */
    record Proposal(Totals growth, int numberOff, int transitionOff) {}

    @Property(tries = 15, shrinking = ShrinkingMode.OFF)
    void proposalsOneAfterTheOther_areTakenExactlyWhenTheyKeepTheLaw(@ForAll("proposals") List<Proposal> proposals) {
        Statistics.label("taken").coverage(asked -> {
            asked.check(true).percentage(percentage -> percentage > 10);
            asked.check(false).percentage(percentage -> percentage > 10);
        });
        LedgerPage head = OPENING;
        for (int i = 0; i < proposals.size(); i++) {
            Proposal proposal = proposals.get(i);
            LedgerPage page = page(head, proposal, i);
            boolean taken = isTaken(head, page);
            assertThat(taken)
                    .as("%s after %s", page.getTotals(), head.getTotals())
                    .isEqualTo(keepsTheLaw(proposal, page));
            if (taken) head = page;
            Statistics.label("taken").collect(taken);
        }
    }

    /**
     * The law in other words than the contract's: there is a way to split what was returned between what was never paid
     * out and what was paid out, such that nobody - people before and after the pay-out, merchants - holds less than
     * nothing.
     */
    private static boolean keepsTheLaw(Proposal proposal, LedgerPage page) {
        Totals growth = proposal.growth();
        if (growth.isNegative() || proposal.numberOff() != 0 || proposal.transitionOff() != 0) return false;
        Totals t = page.getTotals();
        for (long neverPaidOut = 0; neverPaidOut <= t.getReturned(); neverPaidOut++) {
            long promised = t.getCommitted() - t.getDisbursed() - neverPaidOut;
            long inWallets = t.getDisbursed() - t.getSpent() + t.getReversed() - (t.getReturned() - neverPaidOut);
            long atMerchants = t.getSpent() - t.getReversed() - t.getSettled();
            if (promised >= 0 && inWallets >= 0 && atMerchants >= 0 && t.getReversed() <= t.getSpent()) return true;
        }
        return false;
    }

    private static LedgerPage page(LedgerPage head, Proposal proposal, int step) {
        LedgerPage next = head.next(
                SecureHash.zeroHash,
                head.getTotals().plus(proposal.growth()),
                bytes("dga's key " + step),
                bytes("bank's key " + step),
                PackedTransitions.pack(transitions(2)));
        return PageFields.spoil(next, page -> {
            page.number += proposal.numberOff();
            page.firstTransition += proposal.transitionOff();
        });
    }

    private static boolean isTaken(LedgerPage head, LedgerPage page) {
        try {
            verify(
                    inputs(head),
                    id -> List.of(PageFields.spoil(page, fields -> fields.previousTransaction = id)),
                    new Commands.Record(),
                    BOTH,
                    null);
            return true;
        } catch (Exception e) {
            // Kotlin does not declare what it throws.
            if (e instanceof TransactionVerificationException) return false;
            throw new IllegalStateException(e);
        }
    }

    /** Growth is mostly plausible: more is committed than disbursed, more disbursed than spent, and so on. */
    @Provide
    Arbitrary<List<Proposal>> proposals() {
        Arbitrary<Totals> growth = Combinators.combine(grows(6), grows(4), grows(3), grows(1), grows(2), grows(2))
                .as(Totals::new);
        Arbitrary<Integer> off =
                Arbitraries.frequencyOf(Tuple.of(12, Arbitraries.just(0)), Tuple.of(1, Arbitraries.of(-1, 1)));
        return Combinators.combine(growth, off, off).as(Proposal::new).list().ofSize(8);
    }

    private static Arbitrary<Long> grows(long most) {
        return Arbitraries.frequencyOf(
                Tuple.of(20, Arbitraries.longs().between(0, most)), Tuple.of(1, Arbitraries.just(-1L)));
    }
}
