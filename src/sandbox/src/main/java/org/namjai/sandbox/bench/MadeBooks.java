package org.namjai.sandbox.bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.namjai.platform.account.AccountRef;
import org.namjai.platform.account.Books;
import org.namjai.platform.account.TransferKind;
import org.namjai.platform.account.TransferOrder;
import org.namjai.platform.shared.ParticipantId;
import org.namjai.platform.shared.ProgrammeId;
import org.namjai.platform.shared.Pseudonym;

/** Books with made people: accounts by set-based SQL, money through the books. Person i is at participant i modulo 4. */
final class MadeBooks {
    static final ProgrammeId PROGRAMME = new ProgrammeId("digital-wallet");
    static final int PARTICIPANTS = 4;
    static final int MERCHANTS = 50_000;
    /** A wallet lasts for the whole run. */
    private static final long WALLET_SATANG = 1_000_000;

    private static final int WALLETS_A_CALL = Books.MAX_ORDERS / 2;

    private final DataSource database;
    private final Books books;

    MadeBooks(DataSource database, Books books) {
        this.database = database;
        this.books = books;
    }

    static Pseudonym person(long number) {
        var digits = new StringBuilder();
        Long.toString(number).chars().forEach(digit -> digits.append((char) (digit - '0' + 'a')));
        return new Pseudonym("a".repeat(32 - digits.length()) + digits);
    }

    static ParticipantId participantOf(long person) {
        return participant((int) (person % PARTICIPANTS));
    }

    private static ParticipantId participant(int number) {
        return new ParticipantId("bank" + number);
    }

    static UUID merchant(int number) {
        return new UUID(0, number);
    }

    static AccountRef wallet(long person) {
        return AccountRef.wallet(PROGRAMME, participantOf(person), person(person));
    }

    static AccountRef entitlement(long person) {
        return AccountRef.entitlement(PROGRAMME, person(person));
    }

    /** A programme with more money than any run spends. */
    void openProgramme(long satang) {
        AccountRef appropriation = AccountRef.appropriation(PROGRAMME);
        AccountRef budget = AccountRef.budget(PROGRAMME);
        List.of(appropriation, budget).forEach(books::open);
        books.post(List.of(TransferOrder.of("money", TransferKind.APPROPRIATE, appropriation, budget, satang)))
                .orThrow();
    }

    void openMerchants() throws SQLException {
        open("merchant", "null", "'00000000-0000-0000-0000-' || lpad(to_hex(i), 12, '0')", 0, MERCHANTS);
    }

    /** Accounts for the people {@code from} to {@code to}, the last not included. */
    void openEntitlements(long from, long to) throws SQLException {
        open("entitlement", "null", PERSON, from, to);
    }

    /** Wallets with money for {@code people}. */
    void fillWallets(int people) throws SQLException, InterruptedException {
        open("wallet", "'bank' || i % " + PARTICIPANTS, PERSON, 0, people);
        var threads = new ArrayList<Thread>();
        for (int i = 0; i < PARTICIPANTS; i++) {
            int first = i;
            var thread = new Thread(() -> fillWalletsOf(first, people));
            threads.add(thread);
            thread.start();
        }
        for (Thread thread : threads) thread.join();
    }

    /** Wallets with money that no transfer brought: for loads that are not proven afterwards. */
    void openWallets(int people) throws SQLException {
        open("wallet", "'bank' || i % " + PARTICIPANTS, PERSON, 0, people);
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("update account set balance_satang = " + WALLET_SATANG + " where kind = 'wallet'");
        }
    }

    private static final String PERSON = "lpad(translate(i::text, '0123456789', 'abcdefghij'), 32, 'a')";

    private void open(String kind, String participant, String holder, long from, long to) throws SQLException {
        String sql =
                """
                insert into account (id, kind, programme, participant, holder, currency)
                select encode(substring(sha256(convert_to(
                           '%1$s/%2$s/' || coalesce(participant, '') || '/' || holder, 'UTF8')) for 16), 'hex')::uuid,
                       '%2$s', '%1$s', participant, holder, 'THB'
                from (select %3$s as participant, %4$s as holder from generate_series(%5$d, %6$d) i) made
                on conflict (id) do nothing
                """
                        .formatted(PROGRAMME.value(), kind, participant, holder, from, to - 1);
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** One entitlement a participant pays for all of its wallets. */
    private void fillWalletsOf(int first, int people) {
        ParticipantId participant = participant(first);
        AccountRef funder = entitlement(1_000_000_000L + first);
        AccountRef clearing = AccountRef.clearing(PROGRAMME, participant);
        List.of(funder, clearing).forEach(books::open);
        books.post(List.of(TransferOrder.of(
                                "funds/" + first,
                                TransferKind.COMMIT,
                                AccountRef.budget(PROGRAMME),
                                funder,
                                WALLET_SATANG * people)
                        .at(participant)))
                .orThrow();
        int wallets = (people - first + PARTICIPANTS - 1) / PARTICIPANTS;
        for (int begin = 0; begin < wallets; begin += WALLETS_A_CALL) {
            books.post(IntStream.range(begin, Math.min(begin + WALLETS_A_CALL, wallets))
                            .mapToObj(i -> (long) i * PARTICIPANTS + first)
                            .flatMap(person ->
                                    IntStream.range(0, 2).mapToObj(step -> filling(person, step, funder, clearing)))
                            .toList())
                    .orThrow();
        }
    }

    private static TransferOrder filling(long person, int step, AccountRef funder, AccountRef clearing) {
        String disbursement = "disburse/" + person;
        TransferOrder order = step == 0
                ? TransferOrder.of(disbursement, TransferKind.DISBURSE, funder, clearing, WALLET_SATANG)
                : TransferOrder.of("confirm/" + person, TransferKind.CONFIRM, clearing, wallet(person), WALLET_SATANG)
                        .following(disbursement);
        return order.at(participantOf(person)).about(person(person));
    }

    /**
     * After much was written: what the server would do in the background beside the next figure. No checkpoint: right after one every first touch of a page costs a
     * whole page of log, which in a quarter of an hour between checkpoints hardly counts and here would be all.
     */
    void settle(String... tables) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            for (String table : tables) statement.execute("vacuum analyze " + table);
        }
    }
}
