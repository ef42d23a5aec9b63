package org.namjai.bank.disbursement;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Takes the platform's instructions, one by one, and credits each exactly once. */
@Service
class Disbursements {
    private final JdbcClient jdbc;
    private final Credits credits;

    Disbursements(JdbcClient jdbc, Credits credits) {
        this.jdbc = jdbc;
        this.credits = credits;
    }

    /** Whether an instruction was taken; a second one under the same id must be the same. */
    enum Taken {
        ACCEPTED,
        CONTRADICTION
    }

    /**
     * Decides, credits and keeps the answer in one transaction; the answer goes out afterwards. Two calls at once: one
     * waits for the other and finds its row.
     */
    @Transactional
    Taken take(UUID id, Instruction instruction) {
        BulkFile.Item item = instruction.item(id);
        lock(id);
        Optional<Boolean> same = jdbc.sql("select content_hash = ? from disbursement where id = ?")
                .params(credits.content(item, instruction.programme(), instruction.money()), id)
                .query(Boolean.class)
                .optional();
        if (same.isPresent()) return same.get() ? Taken.ACCEPTED : Taken.CONTRADICTION;
        credits.credit(instruction.programme(), instruction.money(), null, List.of(item));
        return Taken.ACCEPTED;
    }

    private void lock(UUID id) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended('disbursement:' || ?, 0))")
                .param(id.toString())
                .query((row, n) -> 0)
                .single();
    }
}
