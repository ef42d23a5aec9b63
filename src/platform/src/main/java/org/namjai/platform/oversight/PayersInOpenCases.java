package org.namjai.platform.oversight;

import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import org.namjai.platform.shared.Involvement;
import org.namjai.platform.shared.Pseudonym;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** People about whose payments a case is open. */
@Component
class PayersInOpenCases implements Involvement {
    private final JdbcClient jdbc;

    PayersInOpenCases(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Set<Pseudonym> involved(Collection<Pseudonym> people) {
        return jdbc
                .sql("select distinct payer from payment_case where payer = any(?) and state <> 'closed'")
                .param(people.stream().map(Pseudonym::value).toArray(String[]::new))
                .query(String.class)
                .list()
                .stream()
                .map(Pseudonym::new)
                .collect(Collectors.toUnmodifiableSet());
    }
}
