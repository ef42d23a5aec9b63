package org.namjai.platform.account;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.namjai.platform.TestDatabase;
import org.springframework.jdbc.core.simple.JdbcClient;

class DurabilityCheckTest {
    @Test
    void durableServer_isAccepted() {
        try (var pool = TestDatabase.fresh()) {
            var check = new DurabilityCheck(JdbcClient.create(pool));

            assertThatCode(check::afterPropertiesSet).doesNotThrowAnyException();
        }
    }

    @Test
    void synchronousCommitOff_isRefusedInOneSentence() {
        try (var pool = TestDatabase.fresh()) {
            // For this login on this database only: what counts is the platform's own connections.
            pool.setConnectionInitSql("set synchronous_commit = off");
            var check = new DurabilityCheck(JdbcClient.create(pool));

            assertThatThrownBy(check::afterPropertiesSet)
                    .isInstanceOf(NotDurableException.class)
                    .hasMessage("PostgreSQL runs with synchronous_commit = off, so acknowledged money could be lost;"
                            + " switch it on and start again.");
        }
    }

    @Test
    void fsyncOff_isRefused() throws IOException {
        try (var forgetful =
                EmbeddedPostgres.builder().setServerConfig("fsync", "off").start()) {
            var check = new DurabilityCheck(JdbcClient.create(forgetful.getPostgresDatabase()));

            assertThatThrownBy(check::afterPropertiesSet).hasMessageContaining("fsync = off");
        }
    }
}
