package org.namjai.platform.operations.web;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.ToLongFunction;
import org.namjai.platform.operations.Board;

/**
 * The board as it is drawn. Percentages are widths of bars, against the longest bar of the same chart.
 */
record Charts(
        Instant at,
        long requests,
        long paid,
        long disbursedSatang,
        long spentSatang,
        List<StateBar> states,
        List<ChainBar> chains) {
    private static final Set<String> BAD = Set.of("rejected", "failed");

    record StateBar(String state, long count, String percent, String tone) {}

    record ChainBar(Board.Chain chain, String committedPercent, String disbursedPercent, String spentPercent) {}

    static Charts of(Board board) {
        long mostRequests = most(board.states(), Board.StateCount::count);
        long mostMoney = most(board.chains(), Board.Chain::committedSatang);
        return new Charts(
                board.at(),
                board.states().stream().mapToLong(Board.StateCount::count).sum(),
                board.states().stream()
                        .filter(row -> row.state().equals("paid"))
                        .mapToLong(Board.StateCount::count)
                        .sum(),
                board.chains().stream().mapToLong(Board.Chain::disbursedSatang).sum(),
                board.chains().stream().mapToLong(Board.Chain::spentSatang).sum(),
                board.states().stream()
                        .map(row -> new StateBar(
                                row.state(), row.count(), percent(row.count(), mostRequests), tone(row.state())))
                        .toList(),
                board.chains().stream()
                        .map(chain -> new ChainBar(
                                chain,
                                percent(chain.committedSatang(), mostMoney),
                                percent(chain.disbursedSatang(), mostMoney),
                                percent(chain.spentSatang(), mostMoney)))
                        .toList());
    }

    private static <T> long most(List<T> rows, ToLongFunction<T> value) {
        return rows.stream().mapToLong(value).max().orElse(0);
    }

    private static String percent(long part, long most) {
        return most == 0 ? "0" : String.format(Locale.ROOT, "%.1f", 100.0 * part / most);
    }

    private static String tone(String state) {
        if (BAD.contains(state)) {
            return "bad";
        }
        return state.equals("paid") ? "" : "wait";
    }
}
