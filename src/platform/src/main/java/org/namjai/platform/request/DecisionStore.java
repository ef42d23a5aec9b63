package org.namjai.platform.request;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Writes what the eligibility tables decided, for however many requests with one statement. */
@Repository
class DecisionStore {
    private final JdbcClient jdbc;

    DecisionStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * A decision on its way into the table.
     *
     * @param rules as JSON
     */
    record NewRow(RequestId id, TableDecision decision, String rules, byte[] basisSealed, Instant at) {}

    /** Numbered in their order. */
    void write(List<NewRow> rows) {
        if (rows.isEmpty()) {
            return;
        }
        jdbc.sql(
                        """
                        insert into request_decision (request_id, table_id, definition, version, outcome, amount_satang,
                            reason_code, reason_th, reason_en, rules, basis_sealed, decided_at)
                        select id, table_id, definition, version, outcome, amount, code, th, en, rules::jsonb, basis, at
                        from unnest(:ids::uuid[], :tables::text[], :definitions::text[], :versions::int[], :outcomes::text[],
                            :amounts::bigint[], :codes::text[], :ths::text[], :ens::text[], :rules::text[],
                            :bases::bytea[], :at::timestamptz[])
                            with ordinality n(id, table_id, definition, version, outcome, amount, code, th, en, rules,
                                basis, at, place)
                        order by place
                        """)
                .param("ids", column(rows, UUID[]::new, row -> row.id().value()))
                .param("tables", decided(rows, String[]::new, TableDecision::table))
                .param("definitions", decided(rows, String[]::new, TableDecision::definition))
                .param("versions", decided(rows, Integer[]::new, TableDecision::version))
                .param("outcomes", decided(rows, String[]::new, TableDecision::outcome))
                .param("amounts", decided(rows, Long[]::new, TableDecision::amountSatang))
                .param("codes", decided(rows, String[]::new, decision -> decision.reason()
                        .code()))
                .param("ths", decided(rows, String[]::new, decision -> decision.reason()
                        .th()))
                .param("ens", decided(rows, String[]::new, decision -> decision.reason()
                        .en()))
                .param("rules", column(rows, String[]::new, NewRow::rules))
                .param("bases", column(rows, byte[][]::new, NewRow::basisSealed))
                .param("at", column(rows, String[]::new, row -> row.at().toString()))
                .update();
    }

    private static <V> V[] decided(List<NewRow> rows, IntFunction<V[]> array, Function<TableDecision, V> value) {
        return column(rows, array, row -> value.apply(row.decision()));
    }

    private static <V> V[] column(List<NewRow> rows, IntFunction<V[]> array, Function<NewRow, V> value) {
        return rows.stream().map(value).toArray(array);
    }
}
