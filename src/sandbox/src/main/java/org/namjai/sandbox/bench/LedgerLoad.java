package org.namjai.sandbox.bench;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.namjai.platform.account.Books;
import org.namjai.platform.shared.ParticipantId;
import org.namjai.sandbox.bench.MadeTransitions.Bank;

/**
 * Fills the books of a running platform and of its banks with transitions of every kind, for the platform's own publisher
 * to record. Arguments: a programme's name, and how many transitions.
 */
public final class LedgerLoad {
    private LedgerLoad() {}

    public static void main(String[] arguments) throws SQLException {
        List<Bank> banks = banks(System.getenv());
        int people = Integer.parseInt(arguments[1]) / MadeTransitions.A_PERSON / banks.size();
        try (BenchPlatform platform = BenchPlatform.withoutPublisher()) {
            new MadeTransitions(platform.bean(DataSource.class), platform.bean(Books.class))
                    .make(arguments[0], banks, people);
        }
        System.out.printf("made %d transitions%n", people * MadeTransitions.A_PERSON * banks.size());
    }

    /** From {@code BENCH_BANKS} (ids with commas between) and each one's {@code BENCH_<ID>_URL}, {@code _USERNAME}, {@code _PASSWORD}. */
    static List<Bank> banks(Map<String, String> environment) {
        return Stream.of(required(environment, "BENCH_BANKS").split(","))
                .map(id -> new Bank(
                        new ParticipantId(id),
                        required(environment, "BENCH_" + id + "_URL"),
                        required(environment, "BENCH_" + id + "_USERNAME"),
                        required(environment, "BENCH_" + id + "_PASSWORD")))
                .toList();
    }

    static String required(Map<String, String> environment, String name) {
        String value = environment.get(name);
        if (value == null) throw new IllegalStateException(name + " is not set");
        return value;
    }
}
