package org.namjai.platform.payment;

import java.util.List;
import org.namjai.platform.shared.ProgrammeId;
import org.namjai.platform.shared.Reason;

/** By which rules a programme's shops are paid cash; implemented by the engine's side. */
public interface CashOutRules {
    /** All reasons why the receipts stay in the scheme, in the shop's wallet; empty when they are paid out. */
    List<Reason> against(ProgrammeId programme, CashOutFacts facts);
}
