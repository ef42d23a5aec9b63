package org.namjai.platform.payment;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.namjai.platform.account.AccountRef;
import org.namjai.platform.account.Books;
import org.namjai.platform.account.Statement;
import org.namjai.platform.account.Statements;
import org.namjai.platform.account.TransferKind;
import org.namjai.platform.programme.Programme;
import org.namjai.platform.programme.Programmes;
import org.namjai.platform.shared.ParticipantId;
import org.namjai.platform.shared.ProgrammeId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** What a merchant was paid and gave back, for its participant. Of who paid it says nothing. */
@Service
public class Takings {
    private static final int LINES = 20;

    private final Merchants merchants;
    private final Programmes programmes;
    private final Books books;
    private final Statements statements;
    private final JdbcClient jdbc;

    Takings(Merchants merchants, Programmes programmes, Books books, Statements statements, JdbcClient jdbc) {
        this.merchants = merchants;
        this.programmes = programmes;
        this.books = books;
        this.statements = statements;
        this.jdbc = jdbc;
    }

    /** An authorised payment; both of the last are none while nothing of it was given back. */
    public record Taking(
            UUID payment, long amountSatang, Instant at, @Nullable Long reversedSatang, @Nullable Instant reversedAt) {}

    /**
     * Some of a programme's, newest first.
     *
     * @param next where the older ones begin; none when there are none
     */
    public record Page(ProgrammeId programme, List<Taking> takings, @Nullable Long next) {}

    /** The newest of each programme that the merchant received from; none when it is not this participant's. */
    public Optional<List<Page>> newest(UUID merchant, ParticipantId participant) {
        return own(merchant, participant).map(own -> receivedFrom(merchant).stream()
                .flatMap(programme -> page(programme, merchant, null).stream())
                .toList());
    }

    private List<ProgrammeId> receivedFrom(UUID merchant) {
        List<ProgrammeId> all = programmes.all().stream().map(Programme::id).toList();
        Set<AccountRef> opened = books.balances(all.stream()
                        .map(programme -> AccountRef.merchant(programme, merchant))
                        .toList())
                .keySet();
        return all.stream()
                .filter(programme -> opened.contains(AccountRef.merchant(programme, merchant)))
                .toList();
    }

    /** The ones before; none when the merchant is not this participant's or received nothing from the programme. */
    public Optional<Page> before(long entry, ProgrammeId programme, UUID merchant, ParticipantId participant) {
        return own(merchant, participant).flatMap(own -> page(programme, merchant, entry));
    }

    public Optional<Taking> find(UUID payment, UUID merchant, ParticipantId participant) {
        return own(merchant, participant)
                .flatMap(own -> read(List.of(payment), merchant).stream().findFirst());
    }

    private Optional<RegisteredMerchant> own(UUID merchant, ParticipantId participant) {
        return merchants
                .find(merchant)
                .filter(found -> found.merchant().participant().equals(participant));
    }

    /** Along the merchant's account, for payments have no order of their own by merchant. */
    private Optional<Page> page(ProgrammeId programme, UUID merchant, @Nullable Long before) {
        return statements
                .page(AccountRef.merchant(programme, merchant).id(), before, LINES)
                .map(statement -> new Page(programme, read(payments(statement), merchant), statement.next()));
    }

    private static List<UUID> payments(Statement statement) {
        return statement.lines().stream()
                .map(Statement.Line::transfer)
                .filter(transfer -> transfer.kind() == TransferKind.PURCHASE)
                .flatMap(transfer -> Optional.ofNullable(transfer.cause()).stream())
                .toList();
    }

    private List<Taking> read(List<UUID> payments, UUID merchant) {
        return jdbc.sql(
                        """
                        select p.id, p.amount_satang, p.asked_at, r.amount_satang as reversed_satang, r.reversed_at
                        from unnest(:payments::uuid[]) with ordinality asked(id, place)
                        join payment p on p.id = asked.id
                        left join payment_reversal r on r.payment = p.id
                        where p.merchant_id = :merchant and p.outcome = 'authorised' order by asked.place
                        """)
                .param("payments", payments.toArray(UUID[]::new))
                .param("merchant", merchant)
                .query(Takings::taking)
                .list();
    }

    private static Taking taking(ResultSet row, int n) throws SQLException {
        OffsetDateTime reversedAt = row.getObject("reversed_at", OffsetDateTime.class);
        return new Taking(
                row.getObject("id", UUID.class),
                row.getLong("amount_satang"),
                row.getObject("asked_at", OffsetDateTime.class).toInstant(),
                row.getObject("reversed_satang", Long.class),
                reversedAt == null ? null : reversedAt.toInstant());
    }
}
