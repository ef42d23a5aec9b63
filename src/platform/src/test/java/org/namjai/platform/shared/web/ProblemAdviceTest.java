package org.namjai.platform.shared.web;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

class ProblemAdviceTest {
    private final MockMvc mvc = MockMvcBuilders.standaloneSetup(new Asks(noServer()))
            .setControllerAdvice(new ProblemAdvice())
            .build();

    /** Nothing listens on the discard port. */
    private static DataSource noServer() {
        return new DriverManagerDataSource("jdbc:postgresql://localhost:9/away", "nobody", "nothing");
    }

    @Test
    void databaseAway_asksToComeAgainAndTellsNothingOfOurInsides() throws Exception {
        for (String path : new String[] {"/query", "/transaction"}) {
            mvc.perform(get(path))
                    .andExpect(status().isServiceUnavailable())
                    .andExpect(header().string("Retry-After", "1"))
                    .andExpect(jsonPath("$.title").value("Try again"))
                    .andExpect(content().string(not(containsString("postgres"))));
        }
    }

    @RestController
    static final class Asks {
        private final JdbcClient jdbc;
        private final TransactionTemplate transaction;

        Asks(DataSource database) {
            jdbc = JdbcClient.create(database);
            transaction = new TransactionTemplate(new JdbcTransactionManager(database));
        }

        @GetMapping("/query")
        int query() {
            return jdbc.sql("select 1").query(Integer.class).single();
        }

        @GetMapping("/transaction")
        void transaction() {
            transaction.executeWithoutResult(status -> query());
        }
    }
}
