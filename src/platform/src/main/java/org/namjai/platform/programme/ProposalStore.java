package org.namjai.platform.programme;

import static org.namjai.platform.programme.ProgrammeStore.closesAt;
import static org.namjai.platform.programme.ProgrammeStore.code;
import static org.namjai.platform.programme.ProgrammeStore.moment;
import static org.namjai.platform.programme.ProgrammeStore.opensAt;
import static org.namjai.platform.programme.ProgrammeStore.window;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.namjai.platform.shared.ProgrammeId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The proposals' SQL. */
@Repository
class ProposalStore {
    private final JdbcClient jdbc;
    private final Clock clock;

    ProposalStore(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    Optional<Proposal> find(UUID id) {
        return jdbc.sql("select * from programme_proposal where id = ?")
                .param(id)
                .query(ProposalStore::read)
                .optional();
    }

    /** Newest first. */
    List<Proposal> of(ProgrammeId programme) {
        return jdbc.sql("select * from programme_proposal where programme = ? order by number desc")
                .param(programme.value())
                .query(ProposalStore::read)
                .list();
    }

    Optional<String> lastPublished(ProgrammeId programme, String round) {
        return jdbc.sql(
                        """
                        select definition_id from programme_proposal
                        where programme = ? and round = ? and kind = 'publication' and state = 'approved'
                        order by decided_at desc, number desc limit 1
                        """)
                .params(programme.value(), round)
                .query(String.class)
                .optional();
    }

    List<Proposal> open() {
        return jdbc.sql("select * from programme_proposal where state = 'open' order by number")
                .query(ProposalStore::read)
                .list();
    }

    /** False when another proposal of the programme is open. */
    boolean add(UUID id, NewProposal terms, String by) {
        return jdbc.sql(
                                """
                                insert into programme_proposal (id, programme, kind, definition_id, round,
                                    requests_open_at, requests_close_at, spending_opens_at, spending_closes_at,
                                    budget_satang, top_up_round, note, state, proposed_by, proposed_at)
                                values (:id, :programme, :kind, :definition, :round, :requestsOpen, :requestsClose,
                                    :spendingOpens, :spendingCloses, :budget, :topUp, :note, 'open', :by, :now)
                                on conflict do nothing
                                """)
                        .param("id", id)
                        .param("programme", terms.programme().value())
                        .param("kind", code(terms.kind()))
                        .param("definition", terms.definitionId())
                        .param("round", terms.round())
                        .param("requestsOpen", opensAt(terms.requests()))
                        .param("requestsClose", closesAt(terms.requests()))
                        .param("spendingOpens", opensAt(terms.spending()))
                        .param("spendingCloses", closesAt(terms.spending()))
                        .param("budget", terms.budgetSatang())
                        .param("topUp", terms.topUpRound())
                        .param("note", terms.note())
                        .param("by", by)
                        .param("now", now())
                        .update()
                == 1;
    }

    void decide(UUID id, Proposal.State state, String by, @Nullable String reason) {
        jdbc.sql(
                        """
                        update programme_proposal set state = :state, decided_by = :by, decided_at = :now, reason = :reason
                        where id = :id and state = 'open'
                        """)
                .param("id", id)
                .param("state", code(state))
                .param("by", by)
                .param("now", now())
                .param("reason", reason)
                .update();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private static Proposal read(ResultSet row, int number) throws SQLException {
        var terms = new NewProposal(
                new ProgrammeId(row.getString("programme")),
                Proposal.Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
                row.getString("definition_id"),
                row.getString("round"),
                window(row, "requests_open_at", "requests_close_at"),
                window(row, "spending_opens_at", "spending_closes_at"),
                row.getLong("budget_satang"),
                row.getString("top_up_round"),
                row.getString("note"));
        return new Proposal(
                row.getObject("id", UUID.class),
                terms,
                Proposal.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                row.getString("proposed_by"),
                Objects.requireNonNull(moment(row, "proposed_at")),
                row.getString("decided_by"),
                moment(row, "decided_at"),
                row.getString("reason"));
    }
}
