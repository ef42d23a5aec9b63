package org.namjai.corda.workflows;

import net.corda.core.flows.FlowException;
import net.corda.core.serialization.CordaSerializable;
import org.namjai.corda.contracts.LedgerPage;

/** A gateway's answer about a page. */
@CordaSerializable
final class Review {
    enum Answer {
        YES,
        NO,
        NONE
    }

    private final Answer answer;
    private final String detail;

    Review(Answer answer, String detail) {
        this.answer = answer;
        this.detail = detail;
    }

    Answer getAnswer() {
        return answer;
    }

    /** With {@code NO}: the row and the reason; with {@code NONE}: what was in the way. */
    String getDetail() {
        return detail;
    }

    void orThrow(LedgerPage page) throws FlowException {
        if (answer == Answer.NO) throw new FlowException("PAGE_REFUSED: " + detail);
        if (answer == Answer.NONE) {
            throw new FlowException("GATEWAY_UNREACHABLE: no review of page " + page.getNumber() + " of "
                    + page.getChain().getExternalId() + " (" + detail + ")");
        }
    }
}
