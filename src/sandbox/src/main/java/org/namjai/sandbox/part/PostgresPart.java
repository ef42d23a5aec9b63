package org.namjai.sandbox.part;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.namjai.sandbox.Installation;
import org.namjai.sandbox.supervisor.ChildPart;
import org.namjai.sandbox.supervisor.PartFailure;

/** The database server, inside a JVM that stops it when this machine's supervisor is gone. */
final class PostgresPart extends ChildPart {
    static final String NAME = "postgres";

    private final Installation installation;

    PostgresPart(Installation installation) {
        super(NAME, installation.log(NAME));
        this.installation = installation;
    }

    @Override
    public List<TakenPort> ports() {
        return List.of(new TakenPort(installation.ports().postgres(), "PostgreSQL"));
    }

    @Override
    protected List<String> command() throws PartFailure {
        return JavaCommand.of(installation.sandboxJar(), 256, "postgres");
    }

    @Override
    protected Map<String, String> environment() {
        return DatabaseServer.environment(installation);
    }

    @Override
    protected boolean isReady() {
        // The last login that the server makes is ready when all are.
        List<String> logins = DatabaseServer.logins(installation);
        String last = logins.get(logins.size() - 1);
        try (Connection connection = DriverManager.getConnection(
                installation.ports().jdbcUrl(last), last, DatabaseServer.password(installation, last))) {
            return connection.isValid(1);
        } catch (SQLException e) {
            return false;
        }
    }
}
