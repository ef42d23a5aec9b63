package org.namjai.platform.request;

import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.namjai.platform.shared.InvalidInput;
import org.namjai.platform.shared.ProgrammeId;
import org.namjai.platform.shared.Reason;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** Appeals against requests that were turned down: one for each decision, within the days that the rules give. */
@Service
public class Appeals {
    private final JdbcClient jdbc;
    private final RequestStore store;
    private final Requests requests;
    private final TableDecisions decisions;
    private final SealedJson sealed;
    private final AppealRules rules;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Appeals(
            JdbcClient jdbc,
            RequestStore store,
            Requests requests,
            TableDecisions decisions,
            SealedJson sealed,
            AppealRules rules,
            TransactionTemplate transaction,
            Clock clock) {
        this.jdbc = jdbc;
        this.store = store;
        this.requests = requests;
        this.decisions = decisions;
        this.sealed = sealed;
        this.rules = rules;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * @param round of the request
     * @param amountSatang what the person gets if it is granted: the rules' amount, which nobody types
     */
    public record Waiting(UUID id, RequestId request, ProgrammeId programme, String round, long amountSatang) {}

    private record Turned(int step, OffsetDateTime at) {}

    private record Stored(UUID id, RequestId request, byte[] grounds) {}

    /** The caller has made sure that the request is the person's or the client's own. */
    public AppealReceipt open(String client, String key, RequestId id, String grounds) {
        check(key, grounds);
        try {
            return Objects.requireNonNull(transaction.execute(status -> openNow(client, key, id, grounds)));
        } catch (DuplicateKeyException e) {
            // The person asked again in this very moment, and that request lives.
            return AppealReceipt.Refused.NOT_APPEALABLE;
        }
    }

    private AppealReceipt openNow(String client, String key, RequestId id, String grounds) {
        StoredRequest request = store.get(id);
        // Two at once wait here for each other.
        jdbc.sql("select 1 from request where id = ? for update")
                .param(id.value())
                .query(Integer.class)
                .single();
        Optional<Stored> earlier = ofKey(client, key);
        if (earlier.isPresent()) return repeated(earlier.get(), request, grounds);
        Optional<Turned> turned = turnedDown(id);
        if (turned.isEmpty() || livesAnother(id)) return AppealReceipt.Refused.NOT_APPEALABLE;
        if (tooLate(request, turned.get().at())) return AppealReceipt.Refused.TOO_LATE;
        var appeal = UUID.randomUUID();
        int added = jdbc.sql(
                        """
                        insert into appeal (id, request_id, step, client, key, grounds_sealed, amount_satang, received_at)
                        values (?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing
                        """)
                .params(
                        appeal,
                        id.value(),
                        turned.get().step(),
                        client,
                        key,
                        sealed.seal(request.subject(), grounds, context(appeal)),
                        amountSatang(id),
                        clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        if (added == 0) return AppealReceipt.Refused.NOT_APPEALABLE;
        requests.appealed(id);
        return new AppealReceipt.Accepted(appeal);
    }

    private static void check(String key, String grounds) {
        new InvalidInput.Check()
                .idempotencyKey(key)
                .characters(grounds, "grounds", 10, 2_000)
                .orThrow();
    }

    private Optional<Stored> ofKey(String client, String key) {
        return jdbc.sql("select id, request_id, grounds_sealed from appeal where client = ? and key = ?")
                .params(client, key)
                .query((row, n) -> new Stored(
                        row.getObject("id", UUID.class),
                        new RequestId(row.getObject("request_id", UUID.class)),
                        row.getBytes("grounds_sealed")))
                .optional();
    }

    private AppealReceipt repeated(Stored earlier, StoredRequest request, String grounds) {
        boolean same = earlier.request().equals(request.id())
                && sealed.open(request.subject(), earlier.grounds(), context(earlier.id()), String.class)
                        .equals(grounds);
        return same ? new AppealReceipt.Accepted(earlier.id()) : AppealReceipt.Refused.KEY_REUSED;
    }

    /** When the request stands at its being turned down. */
    private Optional<Turned> turnedDown(RequestId id) {
        return jdbc.sql(
                        """
                        select h.step, h.at from request r join request_history h on h.request_id = r.id
                        where r.id = ? and r.state = 'rejected' order by h.step desc limit 1
                        """)
                .param(id.value())
                .query((row, n) -> new Turned(row.getInt("step"), row.getObject("at", OffsetDateTime.class)))
                .optional();
    }

    private boolean livesAnother(RequestId id) {
        return jdbc.sql(
                        """
                        select exists (select from request mine join request other using (programme, round, unit_key)
                            where mine.id = ? and other.id <> mine.id and other.state not in ('rejected', 'failed'))
                        """)
                .param(id.value())
                .query(Boolean.class)
                .single();
    }

    private boolean tooLate(StoredRequest request, OffsetDateTime turnedDownAt) {
        Reason reason = request.reason();
        int days = rules.daysToAppeal(request.programme(), reason == null ? "" : reason.code());
        return clock.instant().isAfter(turnedDownAt.toInstant().plus(Duration.ofDays(days)));
    }

    /** The rules' own amount; where they gave none, what the nearest way to be eligible would bring. */
    private long amountSatang(RequestId id) {
        List<ExplainedDecision> made = decisions.explained(id);
        if (made.isEmpty()) return 0;
        ExplainedDecision last = made.get(made.size() - 1);
        long decided = last.decision().amountSatang();
        return decided > 0 ? decided : last.explanation().amountSatang();
    }

    /** Takes appeals whose process is to be started, within the caller's transaction; others' are skipped. */
    @Transactional
    public List<Waiting> takeReceived(int limit) {
        return jdbc.sql(
                        """
                        update appeal a set started = true from request r
                        where r.id = a.request_id and a.id in (select id from appeal where not started
                            order by received_at limit ? for update skip locked)
                        returning a.id, a.request_id, r.programme, r.round, a.amount_satang
                        """)
                .param(limit)
                .query((row, n) -> new Waiting(
                        row.getObject("id", UUID.class),
                        new RequestId(row.getObject("request_id", UUID.class)),
                        new ProgrammeId(row.getString("programme")),
                        row.getString("round"),
                        row.getLong("amount_satang")))
                .list();
    }

    /** What the person wrote against the decision, for who decides about it. */
    public Optional<String> groundsOf(RequestId id) {
        StoredRequest request = store.get(id);
        return jdbc.sql(
                        "select id, request_id, grounds_sealed from appeal where request_id = ? order by step desc limit 1")
                .param(id.value())
                .query((row, n) -> sealed.open(
                        request.subject(),
                        row.getBytes("grounds_sealed"),
                        context(row.getObject("id", UUID.class)),
                        String.class))
                .optional();
    }

    private static String context(UUID appeal) {
        return "appeal/" + appeal;
    }
}
