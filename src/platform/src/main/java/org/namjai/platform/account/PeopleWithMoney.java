package org.namjai.platform.account;

import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import org.namjai.platform.shared.Involvement;
import org.namjai.platform.shared.Pseudonym;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Whose entitlement or wallet still holds money. */
@Component
class PeopleWithMoney implements Involvement {
    private final JdbcClient jdbc;

    PeopleWithMoney(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** By the accounts' ids, which follow from what they name: no index on holders, which every posting would pay for. */
    @Override
    public Set<Pseudonym> involved(Collection<Pseudonym> people) {
        return jdbc
                .sql(
                        """
                        with named as (
                            select holder, programme || '/entitlement//' || holder as name
                            from unnest(:people::text[]) holder, (select distinct programme from chain) c
                            union all
                            select holder, programme || '/wallet/' || participant || '/' || holder
                            from unnest(:people::text[]) holder, chain where participant is not null
                        )
                        select distinct n.holder from named n
                        join account a on a.id = encode(substring(sha256(convert_to(n.name, 'UTF8')) for 16), 'hex')::uuid
                        where a.balance_satang <> 0
                        """)
                .param("people", people.stream().map(Pseudonym::value).toArray(String[]::new))
                .query(String.class)
                .list()
                .stream()
                .map(Pseudonym::new)
                .collect(Collectors.toSet());
    }
}
