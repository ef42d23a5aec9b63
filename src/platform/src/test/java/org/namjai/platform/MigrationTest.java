package org.namjai.platform;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class MigrationTest {
    @Test
    void emptyServer_getsEveryTable_durably() {
        try (var pool = TestDatabase.fresh()) {
            var jdbc = JdbcClient.create(pool);
            assertThat(jdbc.sql("select table_name from information_schema.tables where table_schema = 'public'")
                            .query(String.class)
                            .list())
                    .contains("account", "transfer", "chain", "programme", "participant", "request", "disbursement");
            assertThat(jdbc.sql("show fsync").query(String.class).single()).isEqualTo("on");
            assertThat(jdbc.sql("show synchronous_commit").query(String.class).single())
                    .isEqualTo("on");
        }
    }
}
