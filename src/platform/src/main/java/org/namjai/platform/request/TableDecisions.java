package org.namjai.platform.request;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.namjai.platform.privacy.ForgottenException;
import org.namjai.platform.shared.Pseudonym;
import org.namjai.platform.shared.Reason;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Keeps what the eligibility tables decided about each request, and gives it back. */
@Service
public class TableDecisions {
    private final JdbcClient jdbc;
    private final RequestStore store;
    private final DecisionStore written;
    private final SealedJson sealed;
    private final Explanations explanations;
    private final Clock clock;
    private final ObjectMapper json = new ObjectMapper();

    TableDecisions(
            JdbcClient jdbc,
            RequestStore store,
            DecisionStore written,
            SealedJson sealed,
            Explanations explanations,
            Clock clock) {
        this.jdbc = jdbc;
        this.store = store;
        this.written = written;
        this.sealed = sealed;
        this.explanations = explanations;
        this.clock = clock;
    }

    /** A decision of one request, oldest first by {@code number}. */
    public record Kept(long number, Instant at, TableDecision decision) {}

    /** In the transaction that decided, so that what is undone was never decided; a batch writes its decisions at its end. */
    @Transactional
    public void keep(RequestId id, TableDecision decision) {
        var row = new DecisionStore.NewRow(
                id,
                decision,
                text(decision.rules()),
                sealed.seal(subject(id), decision.basis(), context(id)),
                clock.instant());
        RequestBatch.of(id).ifPresentOrElse(batch -> batch.decisions().add(row), () -> written.write(List.of(row)));
    }

    /** Known already while a batch is worked on. */
    private Pseudonym subject(RequestId id) {
        OpenRequest open = RequestBatch.open(id);
        return (open == null ? store.get(id) : open.stored()).subject();
    }

    /**
     * Oldest first.
     *
     * @throws org.namjai.platform.privacy.ForgottenException when the person's key was destroyed
     */
    public List<Kept> of(RequestId id) {
        Pseudonym subject = store.get(id).subject();
        return jdbc.sql("select * from request_decision where request_id = ? order by number")
                .param(id.value())
                .query((row, n) -> read(row, id, subject))
                .list();
    }

    /** For people; oldest first. Nothing any more when the person is forgotten. */
    public List<ExplainedDecision> explained(RequestId id) {
        try {
            return of(id).stream()
                    .map(kept -> new ExplainedDecision(kept.at(), kept.decision(), explanations.of(kept.decision())))
                    .toList();
        } catch (ForgottenException e) {
            return List.of();
        }
    }

    private Kept read(ResultSet row, RequestId id, Pseudonym subject) throws SQLException {
        return new Kept(
                row.getLong("number"),
                row.getObject("decided_at", OffsetDateTime.class).toInstant(),
                new TableDecision(
                        row.getString("table_id"),
                        row.getString("definition"),
                        row.getInt("version"),
                        row.getString("outcome"),
                        row.getLong("amount_satang"),
                        new Reason(
                                row.getString("reason_code"), row.getString("reason_th"), row.getString("reason_en")),
                        List.of(rules(row.getString("rules"))),
                        sealed.open(subject, row.getBytes("basis_sealed"), context(id), TableDecision.Basis.class)));
    }

    private String text(List<TableDecision.Rule> rules) {
        try {
            return json.writeValueAsString(rules);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("could not write rules", e);
        }
    }

    private TableDecision.Rule[] rules(String text) {
        try {
            return json.readValue(text, TableDecision.Rule[].class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("could not read rules", e);
        }
    }

    private static String context(RequestId id) {
        return "request_decision/" + id;
    }
}
