package org.namjai.sandbox.bench;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.namjai.platform.account.AccountRef;
import org.namjai.platform.account.Books;
import org.namjai.platform.account.TransferKind;
import org.namjai.platform.account.TransferOrder;
import org.namjai.platform.shared.ParticipantId;
import org.namjai.platform.shared.ProgrammeId;
import org.namjai.platform.shared.Pseudonym;

/**
 * People who live through everything that a page can carry: granted, paid out (refused at the first try), spent, partly
 * reversed, settled, and the rest given back. The platform's side is posted through its books; the bank's side is written
 * as the bank's own core would have.
 */
final class MadeTransitions {
    /** Of one person: commit, disburse, cancel, disburse, confirm, purchase, reverse, settle, release, return. */
    static final int A_PERSON = 10;

    private static final long GRANT = 1_000_000;
    private static final long RELEASED = 250_000;
    private static final long REFUSED = 400_000;
    private static final long SPENT = 10_000;
    private static final long REVERSED = 1_000;
    private static final long SETTLED = 5_000;
    private static final int PEOPLE_A_CALL = Books.MAX_ORDERS / A_PERSON;

    private final DataSource platform;
    private final Books books;

    MadeTransitions(DataSource platform, Books books) {
        this.platform = platform;
        this.books = books;
    }

    /** A bank and where its own database is. */
    record Bank(ParticipantId id, String jdbcUrl, String username, String password) {}

    /** A programme in which each bank has so many people. */
    void make(String name, List<Bank> banks, int people) throws SQLException {
        var programme = new ProgrammeId(name);
        AccountRef appropriation = AccountRef.appropriation(programme);
        AccountRef budget = AccountRef.budget(programme);
        List.of(appropriation, budget).forEach(books::open);
        books.post(List.of(TransferOrder.of(
                        name + "/money",
                        TransferKind.APPROPRIATE,
                        appropriation,
                        budget,
                        (GRANT + RELEASED) * people * banks.size())))
                .orThrow();
        for (Bank bank : banks) {
            fillBank(programme, bank, people);
            openAccounts(programme, bank, people);
            for (int from = 0; from < people; from += PEOPLE_A_CALL) {
                books.post(IntStream.range(from, Math.min(people, from + PEOPLE_A_CALL))
                                .boxed()
                                .flatMap(i -> life(programme, bank.id(), i))
                                .toList())
                        .orThrow();
            }
        }
    }

    private static Stream<TransferOrder> life(ProgrammeId programme, ParticipantId bank, int number) {
        Pseudonym person = person(bank, number);
        AccountRef budget = AccountRef.budget(programme);
        AccountRef entitlement = AccountRef.entitlement(programme, person);
        AccountRef clearing = AccountRef.clearing(programme, bank);
        AccountRef wallet = AccountRef.wallet(programme, bank, person);
        UUID shop = merchant(programme, bank);
        AccountRef merchant = AccountRef.merchant(programme, shop);
        var life = new ArrayList<TransferOrder>(A_PERSON);
        var lived = new Lived(programme, bank, number, person, life);
        lived.add("commit", TransferKind.COMMIT, budget, entitlement, GRANT + RELEASED);
        lived.add("refused", TransferKind.DISBURSE, entitlement, clearing, REFUSED);
        lived.add("refused", TransferKind.CANCEL, clearing, entitlement, REFUSED, TransferKind.DISBURSE);
        lived.add("paid", TransferKind.DISBURSE, entitlement, clearing, GRANT);
        lived.add("paid", TransferKind.CONFIRM, clearing, wallet, GRANT, TransferKind.DISBURSE);
        lived.add("purchase", TransferKind.PURCHASE, wallet, merchant, SPENT, shop);
        lived.reverse(merchant, wallet, shop);
        lived.settle(merchant, AccountRef.settlement(programme, bank), shop);
        lived.add("release", TransferKind.RELEASE, entitlement, budget, RELEASED);
        lived.add("return", TransferKind.RETURN, wallet, budget, GRANT - SPENT + REVERSED);
        return life.stream();
    }

    /** Orders of one person, each under the id that the bank's row has. */
    private record Lived(
            ProgrammeId programme, ParticipantId bank, int number, Pseudonym person, List<TransferOrder> orders) {
        void add(String what, TransferKind kind, AccountRef debit, AccountRef credit, long satang) {
            orders.add(order(what, kind, debit, credit, satang).about(person));
        }

        void add(String what, TransferKind kind, AccountRef debit, AccountRef credit, long satang, TransferKind of) {
            orders.add(order(what, kind, debit, credit, satang).about(person).following(key(what, of)));
        }

        void add(String what, TransferKind kind, AccountRef debit, AccountRef credit, long satang, UUID shop) {
            orders.add(order(what, kind, debit, credit, satang).about(person).with(shop));
        }

        void reverse(AccountRef merchant, AccountRef wallet, UUID shop) {
            orders.add(order("reversal", TransferKind.REVERSE, merchant, wallet, REVERSED)
                    .about(person)
                    .with(shop)
                    // A bank knows a reversal by its purchase.
                    .because(id(programme, bank, "purchase", number))
                    .following(key("purchase", TransferKind.PURCHASE)));
        }

        void settle(AccountRef merchant, AccountRef settlement, UUID shop) {
            orders.add(order("settlement", TransferKind.SETTLE, merchant, settlement, SETTLED)
                    .with(shop));
        }

        private TransferOrder order(String what, TransferKind kind, AccountRef debit, AccountRef credit, long satang) {
            return TransferOrder.of(key(what, kind), kind, debit, credit, satang)
                    .at(bank)
                    .because(id(programme, bank, what, number));
        }

        private String key(String what, TransferKind kind) {
            return kind.code() + "/" + id(programme, bank, what, number);
        }
    }

    private static UUID merchant(ProgrammeId programme, ParticipantId bank) {
        return id(programme, bank, "merchant", 0);
    }

    /** The same as PostgreSQL's {@code md5(text)::uuid}. */
    private static UUID id(ProgrammeId programme, ParticipantId bank, String what, int number) {
        String name = programme.value() + "/" + bank.value() + "/" + what + "/" + number;
        try {
            ByteBuffer digest =
                    ByteBuffer.wrap(MessageDigest.getInstance("MD5").digest(name.getBytes(StandardCharsets.UTF_8)));
            return new UUID(digest.getLong(), digest.getLong());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The same as the SQL's: digits as letters, so that banks' people differ in their first. */
    private static Pseudonym person(ParticipantId bank, int number) {
        return new Pseudonym(
                MadeBooks.person(number).value().replaceFirst("a", bank.value().substring(0, 1)));
    }

    private void openAccounts(ProgrammeId programme, Bank bank, int people) throws SQLException {
        books.open(AccountRef.clearing(programme, bank.id()));
        books.open(AccountRef.settlement(programme, bank.id()));
        books.open(AccountRef.merchant(programme, merchant(programme, bank.id())));
        try (Connection connection = platform.getConnection();
                Statement statement = connection.createStatement()) {
            for (String[] account :
                    new String[][] {{"entitlement", ""}, {"wallet", bank.id().value()}}) {
                statement.execute(
                        """
                        insert into account (id, kind, programme, participant, holder, currency)
                        select encode(substring(sha256(convert_to('%1$s/%2$s/%3$s/' || %4$s, 'UTF8')) for 16), 'hex')::uuid,
                               '%2$s', '%1$s', nullif('%3$s', ''), %4$s, 'THB'
                        from generate_series(0, %5$d) i
                        """
                                .formatted(
                                        programme.value(), account[0], account[1], personSql(bank.id()), people - 1));
            }
        }
    }

    private static String personSql(ParticipantId bank) {
        return "'" + bank.value().charAt(0) + "' || lpad(translate(i::text, '0123456789', 'abcdefghij'), 31, 'a')";
    }

    private static void fillBank(ProgrammeId programme, Bank bank, int people) throws SQLException {
        try (Connection connection = DriverManager.getConnection(bank.jdbcUrl(), bank.username(), bank.password());
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            String id = "md5('" + programme.value() + "/" + bank.id().value() + "/%s/' || i)::uuid";
            String wallet = id.formatted("wallet");
            String merchant = "'" + merchant(programme, bank.id()) + "'::uuid";
            String paid = "'" + programme.value() + "', " + personSql(bank.id());
            for (String insert : List.of(
                    "book_account (id, kind, balance_satang) values (" + merchant + ", 'merchant', 0)",
                    "book_account (id, kind) select " + wallet + ", 'wallet' from people",
                    "customer (id, citizen_hash, name_th, account) select " + id.formatted("customer")
                            + ", sha256(convert_to("
                            + wallet + "::text, 'UTF8')), 'made', lpad((abs(hashtextextended(" + wallet
                            + "::text, 0)) % 1000000000000000)::text, 15, '0') from people on conflict do nothing",
                    "wallet (id, programme, payee_ref, customer) select " + wallet + ", " + paid + ", "
                            + id.formatted("customer") + " from people",
                    "disbursement (id, programme, payee_ref, content_hash, amount_satang, outcome, reason_code, heard_at)"
                            + " select " + id.formatted("refused") + ", " + paid + ", ''::bytea, " + REFUSED
                            + ", 'refused', 'ACCOUNT_CLOSED', now() from people",
                    "disbursement (id, programme, payee_ref, content_hash, amount_satang, outcome, credited, heard_at) select "
                            + id.formatted("paid") + ", " + paid + ", ''::bytea, " + GRANT + ", 'credited', " + wallet
                            + ", now() from people",
                    "payment (id, wallet, merchant, amount_satang, goods_classes, face_to_face, state, finished_at) select "
                            + id.formatted("purchase") + ", " + wallet + ", " + merchant + ", " + SPENT
                            + ", '{food}', true, 'authorised', now() from people",
                    "payment_reversal (payment, amount_satang) select " + id.formatted("purchase") + ", " + REVERSED
                            + " from people",
                    "settlement (id, merchant, amount_satang) select " + id.formatted("settlement") + ", " + merchant
                            + ", " + SETTLED + " from people",
                    "wallet_return (id, wallet, amount_satang) select " + id.formatted("return") + ", " + wallet + ", "
                            + (GRANT - SPENT + REVERSED) + " from people")) {
                statement.execute(
                        "with people as (select generate_series(0, " + (people - 1) + ") i) insert into " + insert);
            }
            connection.commit();
        }
    }
}
