package org.namjai.platform.payment;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.namjai.platform.account.AccountRef;
import org.namjai.platform.account.Books;
import org.namjai.platform.account.Posting;
import org.namjai.platform.account.TransferKind;
import org.namjai.platform.account.TransferOrder;
import org.namjai.platform.payment.SpendingWindow.State;
import org.namjai.platform.shared.ParticipantId;
import org.namjai.platform.shared.ProgrammeId;
import org.namjai.platform.shared.Pseudonym;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Returns what people did not spend to the programme's budget once its window is closed, set by set in passes over the
 * wallets. A purchase that was allowed just before the close and is booked beside a pass comes out of the wallet before its
 * return, or finds it empty; then another pass looks again.
 */
@Service
public class Unspent {
    static final int SET = Books.MAX_ORDERS;

    private final JdbcClient jdbc;
    private final SpendingWindows windows;
    private final Settlements settlements;
    private final Books books;

    Unspent(JdbcClient jdbc, SpendingWindows windows, Settlements settlements, Books books) {
        this.jdbc = jdbc;
        this.windows = windows;
        this.settlements = settlements;
        this.books = books;
    }

    /**
     * What one set came to.
     *
     * @param more whether the pass goes on
     * @param atRest whether a whole pass found nothing and everything is settled: the window is over
     */
    public record Step(boolean more, boolean atRest) {}

    private record Pass(@Nullable UUID seenTo, boolean found) {}

    private record Holding(UUID account, ParticipantId participant, Pseudonym subject, long satang, long entries) {}

    /** One set in one transaction; it does nothing when officers have opened the window again. */
    @Transactional
    public Step returnSet(ProgrammeId programme, String round) {
        Pass pass = lock(programme, round);
        if (windows.read(programme, round).state() != State.CLOSING) {
            return new Step(false, false);
        }
        List<Holding> holdings = next(programme, pass);
        if (holdings.isEmpty()) {
            return end(programme, round, pass);
        }
        List<Posting> answers = books.postEach(holdings.stream()
                .map(holding -> List.of(order(programme, holding)))
                .toList());
        long wallets = 0;
        long satang = 0;
        for (int i = 0; i < answers.size(); i++) {
            if (isReturned(answers.get(i))) {
                wallets++;
                satang += holdings.get(i).satang();
            }
        }
        note(programme, round, holdings.get(holdings.size() - 1).account(), wallets, satang);
        return new Step(true, false);
    }

    /** Whoever else returns the same waits here. */
    private Pass lock(ProgrammeId programme, String round) {
        return jdbc.sql("select * from spending_window where programme = ? and round = ? for update")
                .params(programme.value(), round)
                .query((row, n) -> new Pass(row.getObject("seen_to", UUID.class), row.getBoolean("found_in_pass")))
                .single();
    }

    /** People's alone: what shops received is theirs. */
    private List<Holding> next(ProgrammeId programme, Pass pass) {
        return jdbc.sql(
                        """
                        select a.id, a.participant, a.holder, a.balance_satang, a.entries from account a
                        where a.programme = :programme and a.kind = 'wallet' and a.id > :seen and a.balance_satang > 0
                            and not exists (
                                select from wallet w where w.programme = a.programme and w.participant = a.participant
                                    and w.subject = a.holder and w.merchant is not null)
                        order by a.id limit :set
                        """)
                .param("programme", programme.value())
                .param("seen", pass.seenTo() == null ? new UUID(0, 0) : pass.seenTo())
                .param("set", SET)
                .query((row, n) -> new Holding(
                        row.getObject("id", UUID.class),
                        new ParticipantId(row.getString("participant")),
                        new Pseudonym(row.getString("holder")),
                        row.getLong("balance_satang"),
                        row.getLong("entries")))
                .list();
    }

    /** The key says how often the account had moved, so that the same money is never returned twice. */
    private static TransferOrder order(ProgrammeId programme, Holding holding) {
        String key = "return/" + holding.account() + "/" + holding.entries();
        return TransferOrder.of(
                        key,
                        TransferKind.RETURN,
                        AccountRef.wallet(programme, holding.participant(), holding.subject()),
                        AccountRef.budget(programme),
                        holding.satang())
                .at(holding.participant())
                .about(holding.subject())
                .because(UUID.nameUUIDFromBytes(key.getBytes(UTF_8)));
    }

    /** Not when a purchase was quicker: the next pass takes what that left. */
    private static boolean isReturned(Posting answer) {
        if (answer instanceof Posting.Refused refused && refused.refusal() == Posting.Refusal.INSUFFICIENT_BALANCE) {
            return false;
        }
        answer.orThrow();
        return true;
    }

    private void note(ProgrammeId programme, String round, UUID seenTo, long wallets, long satang) {
        jdbc.sql(
                        """
                        update spending_window set seen_to = ?, found_in_pass = true,
                            returned_wallets = returned_wallets + ?, returned_satang = returned_satang + ?
                        where programme = ? and round = ?
                        """)
                .params(seenTo, wallets, satang, programme.value(), round)
                .update();
    }

    private Step end(ProgrammeId programme, String round, Pass pass) {
        boolean atRest = !pass.found() && settlements.isComplete(programme);
        jdbc.sql("update spending_window set seen_to = null, found_in_pass = false, state = ?"
                        + " where programme = ? and round = ?")
                .params((atRest ? State.RETURNED : State.CLOSING).code(), programme.value(), round)
                .update();
        return new Step(false, atRest);
    }
}
