package org.namjai.platform.account;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.namjai.platform.shared.ParticipantId;
import org.namjai.platform.shared.ProgrammeId;
import org.namjai.platform.shared.Pseudonym;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** A few accounts that everybody fights for, and the orders that move money between them. */
final class CrashWorld implements AutoCloseable {
    static final int PEOPLE = 5;
    static final int MERCHANTS = 2;
    private static final ProgrammeId PROGRAMME = new ProgrammeId("crash");
    private static final List<ParticipantId> BANKS = List.of(new ParticipantId("bua"), new ParticipantId("khaohom"));

    final JdbcClient jdbc;
    final Books books;
    final TestGroup group;
    private final HikariDataSource pool = new HikariDataSource();

    CrashWorld(String jdbcUrl) {
        pool.setJdbcUrl(jdbcUrl);
        pool.setUsername("postgres");
        pool.setMaximumPoolSize(16);
        pool.setConnectionTimeout(3_000);
        jdbc = JdbcClient.create(pool);
        var transactions = new JdbcTransactionManager(pool);
        books = new Books(new BooksStore(jdbc, new JdbcTemplate(pool), Clock.systemUTC()), transactions);
        var settings = new GroupPostingSettings(2, 4_096);
        group = new TestGroup(
                new GroupPostings(settings, books, transactions, new SimpleMeterRegistry()), callers -> {});
    }

    void openAccounts() {
        books.open(AccountRef.appropriation(PROGRAMME));
        books.open(AccountRef.budget(PROGRAMME));
        BANKS.forEach(bank -> books.open(AccountRef.clearing(PROGRAMME, bank)));
        IntStream.range(0, MERCHANTS).forEach(i -> books.open(merchant(i)));
        IntStream.range(0, PEOPLE).forEach(i -> {
            books.open(AccountRef.entitlement(PROGRAMME, person(i)));
            books.open(AccountRef.wallet(PROGRAMME, bank(i), person(i)));
        });
    }

    /**
     * An order in the journal's words.
     *
     * @param original the key of the transfer that it follows, or "-"
     */
    record Step(String key, TransferKind kind, int person, int merchant, long satang, String original) {
        String line() {
            return String.join(" ", key, kind.name(), "" + person, "" + merchant, "" + satang, original);
        }

        static Step of(List<String> words) {
            return new Step(
                    words.get(1),
                    TransferKind.valueOf(words.get(2)),
                    Integer.parseInt(words.get(3)),
                    Integer.parseInt(words.get(4)),
                    Long.parseLong(words.get(5)),
                    words.get(6));
        }

        Step then(TransferKind kind, long satang) {
            return new Step(UUID.randomUUID().toString(), kind, person, merchant, satang, key);
        }

        TransferOrder order() {
            var budget = AccountRef.budget(PROGRAMME);
            var entitlement = AccountRef.entitlement(PROGRAMME, CrashWorld.person(person));
            var clearing = AccountRef.clearing(PROGRAMME, bank(person));
            var wallet = AccountRef.wallet(PROGRAMME, bank(person), CrashWorld.person(person));
            var merchant = CrashWorld.merchant(this.merchant);
            return switch (kind) {
                case APPROPRIATE -> TransferOrder.of(key, kind, AccountRef.appropriation(PROGRAMME), budget, satang);
                case COMMIT -> chained(budget, entitlement);
                case DISBURSE -> chained(entitlement, clearing);
                case CONFIRM -> chained(clearing, wallet).following(original);
                case CANCEL -> chained(clearing, entitlement).following(original);
                case PURCHASE -> chained(wallet, merchant);
                case REVERSE -> chained(merchant, wallet).following(original);
                case RELEASE -> chained(entitlement, budget);
                case RETURN -> chained(wallet, budget);
                case SETTLE, RECEIVE, CASHOUT -> throw new AssertionError("not asked for here");
            };
        }

        private TransferOrder chained(AccountRef debit, AccountRef credit) {
            return TransferOrder.of(key, kind, debit, credit, satang)
                    .at(bank(person))
                    .about(CrashWorld.person(person));
        }
    }

    private static Pseudonym person(int number) {
        return new Pseudonym(String.valueOf((char) ('a' + number)).repeat(32));
    }

    private static ParticipantId bank(int person) {
        return BANKS.get(person % BANKS.size());
    }

    private static AccountRef merchant(int number) {
        return AccountRef.merchant(PROGRAMME, new UUID(0, number));
    }

    @Override
    public void close() {
        group.close();
        pool.close();
    }
}
