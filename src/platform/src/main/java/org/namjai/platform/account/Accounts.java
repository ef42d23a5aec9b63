package org.namjai.platform.account;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.namjai.platform.shared.ParticipantId;
import org.namjai.platform.shared.ProgrammeId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** Looks accounts up for people who check the books. */
@Service
public class Accounts {
    /** The most accounts on one page. */
    public static final int MAX_LIMIT = 200;

    static final String COLUMNS = "id, kind, programme, participant, holder, currency, balance_satang, entries";

    private final JdbcClient jdbc;

    Accounts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Which accounts.
     *
     * @param participant only those held at it; none for all
     */
    public record Filter(ProgrammeId programme, AccountKind kind, @Nullable ParticipantId participant) {}

    /** The first accounts, or those after an id. */
    public AccountPage after(Filter filter, @Nullable UUID after, int limit) {
        // No account has the least id of all: ids are digests.
        List<AccountBalance> found = read(filter, after == null ? new UUID(0, 0) : after, true, limit);
        boolean more = found.size() > limit;
        List<AccountBalance> page = more ? found.subList(0, limit) : found;
        return new AccountPage(
                List.copyOf(page),
                after == null || page.isEmpty() ? null : page.get(0).id(),
                more ? page.get(page.size() - 1).id() : null);
    }

    /** The last accounts before an id, in the same order as the others. */
    public AccountPage before(Filter filter, UUID before, int limit) {
        List<AccountBalance> found = read(filter, before, false, limit);
        boolean more = found.size() > limit;
        List<AccountBalance> page = new ArrayList<>(more ? found.subList(0, limit) : found);
        Collections.reverse(page);
        return new AccountPage(
                List.copyOf(page),
                more ? page.get(0).id() : null,
                page.isEmpty() ? null : page.get(page.size() - 1).id());
    }

    /** One more than the limit, where there is one more. */
    private List<AccountBalance> read(Filter filter, UUID key, boolean forward, int limit) {
        requireLimit(limit);
        ParticipantId participant = filter.participant();
        var parameters = new ArrayList<Object>(
                List.of(filter.programme().value(), filter.kind().code()));
        if (participant != null) {
            parameters.add(participant.value());
        }
        parameters.add(key);
        parameters.add(limit + 1);
        return jdbc.sql(search(participant != null, forward))
                .params(parameters)
                .query(Accounts::balance)
                .list();
    }

    static String search(boolean ofParticipant, boolean forward) {
        return "select " + COLUMNS + " from account where programme = ? and kind = ?"
                + (ofParticipant ? " and participant = ?" : "")
                + (forward ? " and id > ? order by id" : " and id < ? order by id desc") + " limit ?";
    }

    /** Programmes that have accounts; one step of the index for each, however many accounts there are. */
    public List<ProgrammeId> programmes() {
        return jdbc.sql(
                        """
                        with recursive named as (
                            (select programme from account order by programme limit 1)
                            union all
                            select (select a.programme from account a where a.programme > named.programme
                                    order by a.programme limit 1)
                            from named where named.programme is not null
                        )
                        select programme from named where programme is not null
                        """)
                .query((row, n) -> new ProgrammeId(row.getString("programme")))
                .list();
    }

    static void requireLimit(int limit) {
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new IllegalArgumentException("a page has from 1 to " + MAX_LIMIT + " rows: " + limit);
        }
    }

    static AccountBalance balance(ResultSet row, int n) throws SQLException {
        String participant = row.getString("participant");
        return new AccountBalance(
                row.getObject("id", UUID.class),
                new AccountRef(
                        AccountKind.of(row.getString("kind")),
                        new ProgrammeId(row.getString("programme")),
                        participant == null ? null : new ParticipantId(participant),
                        row.getString("holder")),
                row.getString("currency"),
                row.getLong("balance_satang"),
                row.getLong("entries"));
    }
}
