package org.namjai.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

/** The operator's command against the running platform. */
class VerifyIT {
    private final Installation installation = RunningSandbox.shared().installation();
    private final StringWriter said = new StringWriter();

    private int verify() throws InterruptedException {
        return VerifyCommand.BooksCommand.verify(installation, new PrintWriter(said));
    }

    @Test
    void booksOfTheRunningSystem_areProvenLawByLaw() throws Exception {
        assertThat(verify()).isZero();
        assertThat(said.toString()).contains("9 of 9: ", "The books are right");
    }

    @Test
    void balanceChangedInTheDatabase_isNamedAndTheCommandFails() throws Exception {
        change(1);
        try {
            assertThatThrownBy(this::verify)
                    .isInstanceOf(CommandFailure.class)
                    .hasMessageContaining("THE BOOKS ARE WRONG")
                    .hasMessageContaining("every balance is the sum of its transfers")
                    .hasMessageContaining("First wrong row: account ");
        } finally {
            change(-1);
        }
    }

    private void change(int satang) throws SQLException {
        String password = installation.secrets().password("postgres.platform");
        try (Connection connection =
                        DriverManager.getConnection(installation.ports().jdbcUrl("platform"), "platform", password);
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "update account set balance_satang = balance_satang + " + satang + " where kind = 'appropriation'");
        }
    }
}
