package org.namjai.platform.request;

import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import org.namjai.platform.shared.Involvement;
import org.namjai.platform.shared.Pseudonym;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Whose request is not at its end. */
@Component
class PeopleWithOpenRequests implements Involvement {
    private final JdbcClient jdbc;

    PeopleWithOpenRequests(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Set<Pseudonym> involved(Collection<Pseudonym> people) {
        return jdbc
                .sql("select distinct subject from request where subject = any(:people)"
                        + " and state not in ('paid', 'rejected', 'failed')")
                .param("people", people.stream().map(Pseudonym::value).toArray(String[]::new))
                .query(String.class)
                .list()
                .stream()
                .map(Pseudonym::new)
                .collect(Collectors.toSet());
    }
}
