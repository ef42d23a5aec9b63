package org.namjai.platform.payment;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.namjai.platform.payment.SpendingWindow.State;
import org.namjai.platform.programme.Programme;
import org.namjai.platform.programme.Programmes;
import org.namjai.platform.shared.ProgrammeId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The spending windows of programmes' rounds. */
@Service
public class SpendingWindows {
    private final JdbcClient jdbc;
    private final Programmes programmes;
    private final Clock clock;

    SpendingWindows(JdbcClient jdbc, Programmes programmes, Clock clock) {
        this.jdbc = jdbc;
        this.programmes = programmes;
        this.clock = clock;
    }

    /** Newest window first. */
    public List<SpendingWindow> of(ProgrammeId programme) {
        return jdbc.sql("select * from spending_window where programme = ? order by opens_at desc, round desc")
                .param(programme.value())
                .query(SpendingWindows::read)
                .list();
    }

    /**
     * What officers have set and no process knows yet.
     *
     * @param unattended published programmes whose round's window needs a process: it is new, or published or opened again
     * @param moved windows whose process knows other times than are set now, or another round than is published
     */
    public record Due(List<Programme> unattended, List<SpendingWindow> moved) {}

    public Due due() {
        List<Programme> spendable = programmes.all().stream()
                .filter(programme -> programme.state() != Programme.State.DRAFT)
                .filter(programme -> programme.window() != null)
                .toList();
        Map<ProgrammeId, List<SpendingWindow>> windows =
                jdbc.sql("select * from spending_window").query(SpendingWindows::read).list().stream()
                        .collect(Collectors.groupingBy(SpendingWindow::programme));
        return new Due(
                spendable.stream()
                        .filter(programme -> isUnattended(programme, windows.getOrDefault(programme.id(), List.of())))
                        .toList(),
                spendable.stream()
                        .flatMap(programme -> windows.getOrDefault(programme.id(), List.of()).stream()
                                .filter(window -> isMoved(programme, window)))
                        .toList());
    }

    private boolean isUnattended(Programme programme, List<SpendingWindow> windows) {
        return windows.stream()
                .filter(window -> window.round().equals(programme.round()))
                .allMatch(window -> window.state() == State.SUPERSEDED
                        || window.state() == State.RETURNED && isReopened(programme, window));
    }

    private boolean isReopened(Programme programme, SpendingWindow window) {
        Programme.Window now = Objects.requireNonNull(programme.window());
        return !now.equals(window.window()) && clock.instant().isBefore(now.closesAt());
    }

    private static boolean isMoved(Programme programme, SpendingWindow window) {
        return !window.state().isOver()
                && !(window.round().equals(programme.round()) && window.window().equals(programme.window()));
    }

    /** Takes up the window as officers have set it now; called when its process starts and whenever it looks again. */
    @Transactional
    public SpendingWindow read(ProgrammeId id, String round) {
        Programme programme = programmes.find(id).orElseThrow();
        Programme.Window window = Objects.requireNonNull(programme.window());
        return jdbc.sql(
                        """
                        insert into spending_window (programme, round, opens_at, closes_at, state)
                        values (:programme, :round, :opensAt, :closesAt, :state)
                        on conflict (programme, round) do update
                            set opens_at = excluded.opens_at, closes_at = excluded.closes_at, state = excluded.state
                        returning *
                        """)
                .param("programme", id.value())
                .param("round", round)
                .param("opensAt", window.opensAt().atOffset(ZoneOffset.UTC))
                .param("closesAt", window.closesAt().atOffset(ZoneOffset.UTC))
                .param("state", state(programme, window, round).code())
                .query(SpendingWindows::read)
                .single();
    }

    private State state(Programme programme, Programme.Window window, String round) {
        if (!programme.round().equals(round)) {
            return State.SUPERSEDED;
        }
        Instant now = clock.instant();
        if (now.isBefore(window.opensAt())) {
            return State.WAITING;
        }
        return now.isBefore(SpendingWindow.returnsFrom(window)) ? State.OPEN : State.CLOSING;
    }

    private static SpendingWindow read(ResultSet row, int n) throws SQLException {
        return new SpendingWindow(
                new ProgrammeId(row.getString("programme")),
                row.getString("round"),
                new Programme.Window(moment(row, "opens_at"), moment(row, "closes_at")),
                State.of(row.getString("state")),
                row.getLong("returned_wallets"),
                row.getLong("returned_satang"));
    }

    private static Instant moment(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
