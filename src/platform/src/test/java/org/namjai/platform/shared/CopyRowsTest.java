package org.namjai.platform.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.namjai.platform.TestDatabase;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

class CopyRowsTest {
    private static final String COPY = "copy copied (number, word, id, at, words) from stdin";

    private final HikariDataSource pool = TestDatabase.fresh();
    private final JdbcTemplate sets = new JdbcTemplate(pool);
    private final JdbcClient jdbc = JdbcClient.create(pool);

    @BeforeEach
    void table() {
        jdbc.sql("create table copied (number bigint primary key, word text, id uuid, at timestamptz, words text[])")
                .update();
    }

    @AfterEach
    void close() {
        pool.close();
    }

    @Test
    void everyCharacterThatMeansSomethingToCopy_arrivesAsItWas() {
        List<String> words = List.of(
                "",
                "\\N",
                "\\",
                "\\.",
                "a\tb",
                "a\nb",
                "a\r\nb",
                "\\t",
                "น้ำใจ",
                "{\"code\":\"a\\\\b\"}",
                "null",
                "\u0001");
        var rows = new CopyRows();
        for (int i = 0; i < words.size(); i++) {
            rows.with(i).with(words.get(i)).with(null).with(null).with(null).end();
        }

        rows.into(sets, COPY);

        assertThat(jdbc.sql("select word from copied order by number")
                        .query(String.class)
                        .list())
                .isEqualTo(words);
    }

    @Test
    void columnsOfEveryType_areReadByTheServer() {
        var id = new UUID(1, 2);
        Instant at = Instant.parse("2026-11-28T01:02:03.000004Z");
        var rows = new CopyRows();
        rows.with(Long.MIN_VALUE)
                .with(null)
                .with(id)
                .with(at)
                .with("{\"food\",\"null\"}")
                .end();

        rows.into(sets, COPY);

        assertThat(jdbc.sql("select count(*) from copied where number = ? and word is null and id = ? and at = ?"
                                + " and words = array['food', 'null']")
                        .params(Long.MIN_VALUE, id, at.atOffset(java.time.ZoneOffset.UTC))
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void rowThatIsThere_isADuplicateKeyAndNothingIsCopied() {
        var first = new CopyRows();
        first.with(1).with("first").with(null).with(null).with(null).end();
        first.into(sets, COPY);
        var again = new CopyRows();
        again.with(2).with("new").with(null).with(null).with(null).end();
        again.with(1).with("again").with(null).with(null).with(null).end();

        assertThatThrownBy(() -> again.into(sets, COPY)).isInstanceOf(DuplicateKeyException.class);

        assertThat(jdbc.sql("select word from copied").query(String.class).list())
                .containsExactly("first");
    }
}
