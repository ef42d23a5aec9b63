package org.namjai.platform.account;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import org.namjai.platform.TestDatabase;
import org.namjai.platform.account.Posting.Refusal;
import org.namjai.platform.account.Posting.Refused;
import org.namjai.platform.shared.ParticipantId;
import org.namjai.platform.shared.ProgrammeId;
import org.namjai.platform.shared.Pseudonym;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Books on a fresh database, with the orders that tests speak in. */
final class TestBooks implements AutoCloseable {
    static final ParticipantId BUA = new ParticipantId("bua");
    static final ParticipantId KHAOHOM = new ParticipantId("khaohom");

    final ProgrammeId programme = new ProgrammeId("digital-wallet");
    final JdbcClient jdbc;
    final Transfers transfers;
    final TransactionTemplate transaction;
    private final HikariDataSource pool = TestDatabase.fresh();
    final Books books;
    private final BooksStore store;
    private final PlatformTransactionManager transactions;

    TestBooks() {
        jdbc = JdbcClient.create(pool);
        transfers = new Transfers(jdbc);
        transactions = new JdbcTransactionManager(pool);
        store = new BooksStore(jdbc, new JdbcTemplate(pool), Clock.systemUTC());
        books = new Books(store, transactions);
        transaction = new TransactionTemplate(transactions);
        open(AccountRef.appropriation(programme));
        open(AccountRef.budget(programme));
    }

    void open(AccountRef account) {
        transaction.executeWithoutResult(status -> books.open(account));
    }

    void open(AccountRef account, String currency) {
        store.open(List.of(account), currency);
    }

    /** Close it before the books. */
    TestGroup group(int workers, int queue, Consumer<List<TestGroup.Asked>> then) {
        return new TestGroup(
                new GroupPostings(
                        new GroupPostingSettings(workers, queue), books, transactions, new SimpleMeterRegistry()),
                then);
    }

    /** As a server that loses its clients would. */
    void killOtherConnections() {
        var own = new SingleConnectionDataSource(pool.getJdbcUrl(), "postgres", "postgres", true);
        try {
            JdbcClient.create(own)
                    .sql("select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid()"
                            + " and datname = current_database()")
                    .query(Boolean.class)
                    .list();
        } finally {
            own.destroy();
        }
    }

    Posting post(TransferOrder... orders) {
        return Objects.requireNonNull(transaction.execute(status -> books.post(List.of(orders))));
    }

    Refusal refusal(TransferOrder... orders) {
        return ((Refused) post(orders)).refusal();
    }

    long balance(AccountRef account) {
        return books.balance(account).orElseThrow();
    }

    long budget() {
        return balance(AccountRef.budget(programme));
    }

    long transferCount() {
        return jdbc.sql("select count(*) from transfer").query(Long.class).single();
    }

    /** A person whose entitlement account is open; each number another. */
    Pseudonym person(int number) {
        var person = new Pseudonym("%32s"
                .formatted(Integer.toString(number, 8))
                .replace(' ', 'a')
                .replace('0', 'b')
                .replace('1', 'c'));
        open(AccountRef.entitlement(programme, person));
        return person;
    }

    TransferOrder appropriate(String key, long satang) {
        return TransferOrder.of(
                key,
                TransferKind.APPROPRIATE,
                AccountRef.appropriation(programme),
                AccountRef.budget(programme),
                satang);
    }

    TransferOrder commit(String key, Pseudonym person, ParticipantId participant, long satang) {
        return TransferOrder.of(
                        key,
                        TransferKind.COMMIT,
                        AccountRef.budget(programme),
                        AccountRef.entitlement(programme, person),
                        satang)
                .at(participant)
                .about(person)
                .because(new UUID(0, key.hashCode()));
    }

    TransferOrder disburse(String key, Pseudonym person, ParticipantId participant, long satang) {
        return TransferOrder.of(
                        key,
                        TransferKind.DISBURSE,
                        AccountRef.entitlement(programme, person),
                        AccountRef.clearing(programme, participant),
                        satang)
                .at(participant)
                .about(person)
                .because(new UUID(1, key.hashCode()));
    }

    TransferOrder purchase(String key, Pseudonym person, UUID merchant, long satang) {
        return TransferOrder.of(
                        key,
                        TransferKind.PURCHASE,
                        AccountRef.wallet(programme, BUA, person),
                        AccountRef.merchant(programme, merchant),
                        satang)
                .at(BUA)
                .about(person);
    }

    TransferOrder reverse(String key, TransferOrder purchase, long satang) {
        return TransferOrder.of(key, TransferKind.REVERSE, purchase.credit(), purchase.debit(), satang)
                .at(BUA)
                .about(Objects.requireNonNull(purchase.subject()))
                .following(purchase.key());
    }

    /** Ends the pending disbursement {@code disbursement}: the money is in the wallet. */
    TransferOrder confirm(String key, String disbursement, Pseudonym person, ParticipantId participant, long satang) {
        return TransferOrder.of(
                        key,
                        TransferKind.CONFIRM,
                        AccountRef.clearing(programme, participant),
                        AccountRef.wallet(programme, participant, person),
                        satang)
                .at(participant)
                .about(person)
                .following(disbursement);
    }

    @Override
    public void close() {
        pool.close();
    }
}
