package org.namjai.corda.workflows;

import java.util.List;
import net.corda.core.contracts.Command;
import net.corda.core.contracts.CommandData;
import net.corda.core.contracts.ContractState;
import net.corda.core.flows.FlowException;
import net.corda.core.flows.FlowSession;
import net.corda.core.identity.Party;
import net.corda.core.transactions.SignedTransaction;
import org.namjai.corda.contracts.LedgerPage;

/** What a participant checks of any page before it looks inside: who asks, and between whom the page is. */
final class ProposedPage {
    private ProposedPage() {}

    static LedgerPage check(
            SignedTransaction proposed, Class<? extends CommandData> expected, FlowSession asking, Party us)
            throws FlowException {
        if (!asking.getCounterparty().getName().equals(LedgerPage.DGA)) {
            throw new FlowException("PAGE_REFUSED: only the DGA records pages.");
        }
        List<Command<?>> commands = proposed.getTx().getCommands();
        if (commands.size() != 1 || !expected.isInstance(commands.get(0).getValue())) {
            throw new FlowException("PAGE_REFUSED: this flow only signs " + expected.getSimpleName() + ".");
        }
        List<ContractState> outputs = proposed.getTx().getOutputStates();
        if (outputs.size() != 1 || !(outputs.get(0) instanceof LedgerPage)) {
            throw new FlowException("PAGE_REFUSED: the transaction does not make one page.");
        }
        LedgerPage page = (LedgerPage) outputs.get(0);
        if (!page.getDga().equals(asking.getCounterparty())) {
            throw new FlowException("PAGE_REFUSED: the page is not the asking party's.");
        }
        if (!page.getParticipant().equals(us)) throw new FlowException("PAGE_REFUSED: the page is not ours.");
        return page;
    }
}
