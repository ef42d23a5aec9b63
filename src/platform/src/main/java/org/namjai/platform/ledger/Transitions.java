package org.namjai.platform.ledger;

import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.namjai.platform.account.Transfer;

/** Transfers of the books as transitions of the ledger. */
final class Transitions {
    private Transitions() {}

    /** The transfers as transitions; refuses any gap, so that no transfer is left out. */
    static List<Transition> of(List<Transfer> transfers, long firstNumber) {
        var transitions = new ArrayList<Transition>(transfers.size());
        long expected = firstNumber;
        for (var transfer : transfers) {
            var transition = of(transfer);
            if (transition.number() != expected) {
                throw new IllegalStateException(
                        "the books have transfer " + transition.number() + " where " + expected + " is expected");
            }
            transitions.add(transition);
            expected++;
        }
        return transitions;
    }

    static Transition of(Transfer transfer) {
        var subject = transfer.subject();
        var counterparty = transfer.counterparty();
        return new Transition(
                transfer.number(),
                transfer.kind().code(),
                transfer.amountSatang(),
                subject == null ? null : subject.value(),
                counterparty == null ? null : counterparty.toString(),
                transfer.cause(),
                transfer.recordedAt().truncatedTo(ChronoUnit.MILLIS).toString());
    }
}
