package org.namjai.platform.disbursement;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/**
 * What moved on the account from which a participant pays for one programme, on one day in Thailand.
 *
 * @param openingSatang positive: the state's money that is there
 */
record BankStatement(
        String statementId,
        String programme,
        LocalDate day,
        long openingSatang,
        long closingSatang,
        List<Entry> entries) {

    /** Paid to the payee of this instruction. */
    record Entry(UUID instruction, long amountSatang, Instant bookedAt) {}
}
