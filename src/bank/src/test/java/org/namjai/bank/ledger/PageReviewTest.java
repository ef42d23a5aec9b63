package org.namjai.bank.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class PageReviewTest {
    private static final PageVectors VECTORS = PageVectors.read();
    private static final String PERSON = "mfrggzdfmztwq2lknnwg23tpobyxe43u";
    private static final UUID DISBURSEMENT = UUID.fromString("7b0a3d2e-6f0a-4a3e-9d0c-1f2e3d4c5b6a");
    private static final UUID REFUSED = UUID.fromString("0c9b8a79-6857-4463-a251-40312e1d0cfb");
    private static final UUID PAYMENT = UUID.fromString("99999999-8888-4777-a666-555555555555");
    private static final UUID MERCHANT = UUID.fromString("5c1e6f0e-3e0b-4c3e-8b1a-2b3c4d5e6f70");

    private static EmbeddedPostgres postgres;
    private static DataSource database;

    private final Set<Movement> books = new HashSet<>();
    private PageReview review;
    private JdbcClient jdbc;

    @BeforeAll
    static void startPostgres() throws IOException {
        postgres = EmbeddedPostgres.start();
        database = postgres.getPostgresDatabase();
        Flyway.configure().dataSource(database).load().migrate();
        // Emptied before each test, which nobody else may.
        JdbcClient.create(database)
                .sql("alter table ledger_reviewed_row disable trigger all")
                .update();
    }

    @AfterAll
    static void stopPostgres() throws IOException {
        postgres.close();
    }

    @BeforeEach
    void booksThatAgree() throws GeneralSecurityException {
        jdbc = JdbcClient.create(database);
        jdbc.sql("truncate ledger_reviewed_row, ledger_reviewed_page").update();
        jdbc.sql("create table if not exists completed (payment uuid)").update();
        jdbc.sql("truncate completed").update();
        books.add(new Movement(Movement.Kind.DISBURSE, DISBURSEMENT, PERSON, null, 1_000_000));
        books.add(new Movement(Movement.Kind.CONFIRM, DISBURSEMENT, PERSON, null, 1_000_000));
        books.add(new Movement(Movement.Kind.CANCEL, REFUSED, PERSON, null, 1_000_000));
        books.add(new Movement(Movement.Kind.PURCHASE, PAYMENT, PERSON, MERCHANT, 12_300));
        review = new PageReview(
                "bua",
                PageOpener.of(VECTORS.participantPrivateKeyset()),
                new OwnBooks() {
                    @Override
                    public Set<Movement> agreeing(Collection<Movement> movements) {
                        return movements.stream().filter(books::contains).collect(Collectors.toSet());
                    }

                    @Override
                    public void book(String programme, Collection<Movement> movements) {
                        movements.stream()
                                .filter(movement -> movement.kind() == Movement.Kind.PURCHASE)
                                .forEach(movement -> jdbc.sql("insert into completed values (?)")
                                        .param(movement.cause())
                                        .update());
                    }
                },
                new ReviewedPages(jdbc),
                new TransactionTemplate(new DataSourceTransactionManager(database)));
    }

    @Test
    void pageThatThePlatformSealed_agreesWithTheBooks() {
        assertThat(review.review(VECTORS.page())).isEmpty();
        assertThat(completed()).isEqualTo(1);
    }

    @Test
    void samePageAgain_isYesAgainAndChangesNothing() {
        review.review(VECTORS.page());

        assertThat(review.review(VECTORS.page())).isEmpty();
        assertThat(completed()).isEqualTo(1);
    }

    @Test
    void movementThatTheBooksDoNotHold_isNamedByItsRowAndNothingIsKept() {
        books.removeIf(movement -> movement.kind() == Movement.Kind.CONFIRM);

        assertThat(review.review(VECTORS.page())).contains(new Objection(3, "this bank made no such credit"));
        assertThat(completed()).isZero();
        assertThat(remembered()).isZero();
    }

    @Test
    void amountOtherThanInTheBooks_isRefused() {
        books.removeIf(movement -> movement.kind() == Movement.Kind.PURCHASE);
        books.add(new Movement(Movement.Kind.PURCHASE, PAYMENT, PERSON, MERCHANT, 12_301));

        assertThat(review.review(VECTORS.page())).contains(new Objection(5, "this bank booked no such payment"));
    }

    @Test
    void otherPageUnderAnAgreedNumber_isRefused() throws GeneralSecurityException {
        review.review(VECTORS.page());
        var other = sealer().seal(1, 1, totals(500, 0, 0), List.of(commit(1, 500)));

        assertThat(review.review(other)).contains(new Objection(0, "another page was agreed to under this number"));
    }

    @Test
    void samePageWithOtherTotals_isRefused() {
        review.review(VECTORS.page());
        var page = VECTORS.page();
        var other = new ProposedPage(
                page.programme(),
                page.participant(),
                page.number(),
                page.firstTransition(),
                page.merkleRoot(),
                totals(1_000_000, 1_000_000, 12_301),
                page.wrappedKey(),
                page.encrypted());

        assertThat(review.review(other)).contains(new Objection(0, "another page was agreed to under this number"));
    }

    @Test
    void nextPage_mustFollowInNumberTransitionAndTotals() throws GeneralSecurityException {
        review.review(VECTORS.page());
        var after = totals(1_000_500, 1_000_000, 12_300);
        var clear = List.of(commit(6, 500));

        assertThat(review.review(sealer().seal(3, 6, after, clear)))
                .contains(new Objection(0, "the page does not follow page 1"));
        assertThat(review.review(sealer().seal(2, 7, after, List.of(commit(7, 500)))))
                .contains(new Objection(0, "the page does not begin with transition 6"));
        assertThat(review.review(sealer().seal(2, 6, totals(1_000_501, 1_000_000, 12_300), clear)))
                .contains(new Objection(0, "the totals do not follow from the transitions"));
        assertThat(review.review(sealer().seal(2, 6, after, clear))).isEmpty();
    }

    @Test
    void transitionsInAnotherOrder_areRefused() {
        var page = VECTORS.page();
        var swapped = new ArrayList<>(page.encrypted());
        swapped.set(0, page.encrypted().get(1));
        swapped.set(1, page.encrypted().get(0));
        var other = new ProposedPage(
                page.programme(),
                page.participant(),
                page.number(),
                page.firstTransition(),
                page.merkleRoot(),
                page.totals(),
                page.wrappedKey(),
                swapped);

        assertThat(review.review(other)).contains(new Objection(0, "the Merkle root is not that of the transitions"));
    }

    @Test
    void rowThatCannotBeRead_isNamed() throws GeneralSecurityException {
        assertThat(review.review(sealer().seal(1, 1, totals(500, 0, 0), List.of(commit(1, 500), "not json"))))
                .contains(new Objection(2, "it is not a transition"));
        assertThat(review.review(sealer().seal(1, 1, totals(500, 0, 0), List.of(commit(2, 500)))))
                .contains(new Objection(1, "it carries the number 2"));
        assertThat(review.review(sealer().seal(1, 1, totals(0, 0, 0), List.of(commit(1, 0)))))
                .contains(new Objection(1, "its amount is not more than zero"));
        assertThat(review.review(sealer().seal(
                                1, 1, totals(0, 0, 0), List.of(commit(1, 5).replace("commit", "gift")))))
                .contains(new Objection(1, "this bank does not know its kind"));
    }

    @Test
    void sameMovementTwiceOnAPage_isRefused() throws GeneralSecurityException {
        var one = confirm(1);
        var two = confirm(2);

        assertThat(review.review(sealer().seal(1, 1, totals(0, 2_000_000, 0), List.of(one, two))))
                .contains(new Objection(2, "it stands on the page twice"));
    }

    @Test
    void movementThatAnEarlierPageCarries_isRefused() throws GeneralSecurityException {
        review.review(VECTORS.page());
        var again = sealer().seal(2, 6, totals(1_000_500, 2_000_000, 12_300), List.of(commit(6, 500), confirm(7)));

        assertThat(review.review(again)).contains(new Objection(7, "an earlier page carries it already"));
        assertThat(remembered()).isEqualTo(1);
    }

    @Test
    void everyOtherKind_isReadAndCounted() throws GeneralSecurityException {
        books.add(new Movement(Movement.Kind.REVERSE, PAYMENT, PERSON, MERCHANT, 300));
        books.add(new Movement(Movement.Kind.SETTLE, PAYMENT, null, MERCHANT, 12_000));
        books.add(new Movement(Movement.Kind.RETURN, PAYMENT, PERSON, null, 987_700));
        books.add(new Movement(Movement.Kind.RECEIVE, PAYMENT, PERSON, MERCHANT, 700));
        books.add(new Movement(Movement.Kind.CASHOUT, PAYMENT, null, MERCHANT, 900));
        review.review(VECTORS.page());
        var after = new ChainTotals(1_001_200, 1_000_700, 12_300, 300, 988_200, 12_000);
        var page = sealer().seal(
                        2,
                        6,
                        after,
                        List.of(
                                other(6, "reverse", 300),
                                other(7, "settle", 12_000),
                                other(8, "return", 987_700),
                                commit(9, 500),
                                other(10, "release", 500),
                                other(11, "receive", 700),
                                other(12, "cashout", 900)));

        assertThat(review.review(page)).isEmpty();
        books.removeIf(movement -> movement.kind() == Movement.Kind.SETTLE);
        assertThat(review.compare(page, VECTORS.page().totals()))
                .contains(new Objection(7, "this bank owes the merchant no such settlement"));
    }

    @Test
    void pageOnTheLedger_isHeldAgainstTheBooksAndNothingChanges() throws GeneralSecurityException {
        var page = VECTORS.page();
        assertThat(review.compare(page, ChainTotals.ZERO))
                .contains(new Objection(0, "this bank agreed to another page under this number, or to none"));
        review.review(page);
        assertThat(review.compare(page, ChainTotals.ZERO)).isEmpty();
        assertThat(review.compare(page, totals(1, 0, 0)))
                .contains(new Objection(0, "the totals do not follow from the transitions"));

        books.removeIf(movement -> movement.kind() == Movement.Kind.CONFIRM);
        assertThat(review.compare(page, ChainTotals.ZERO)).contains(new Objection(3, "this bank made no such credit"));
        books.add(new Movement(Movement.Kind.CONFIRM, DISBURSEMENT, PERSON, null, 1_000_000));
        jdbc.sql("delete from ledger_reviewed_row where transition = 5").update();
        assertThat(review.compare(page, ChainTotals.ZERO))
                .contains(new Objection(5, "this bank did not note that this page carries it"));
        assertThat(completed()).isEqualTo(1);
    }

    @Test
    void transition_saysOnlyWhatItSays() throws Exception {
        var page = VECTORS.page();
        var said = new Transition(1, "commit", 1_000_000, PERSON, null, null, "2026-11-23T13:00:00Z");

        assertThat(review.says(page, 1, said)).isFalse();
        assertThat(review.says(
                        sealer().seal(1, 1, totals(500, 0, 0), List.of(commit(1, 500))),
                        1,
                        new Transition(
                                1,
                                "commit",
                                500,
                                PERSON,
                                null,
                                UUID.fromString("11111111-2222-4333-8444-555555555555"),
                                "2026-11-23T13:00:00Z")))
                .isTrue();
    }

    @Test
    void pageOfAnotherParticipant_isRefused() {
        var page = VECTORS.page();
        var other = new ProposedPage(
                page.programme(),
                "khaohom",
                page.number(),
                page.firstTransition(),
                page.merkleRoot(),
                page.totals(),
                page.wrappedKey(),
                page.encrypted());

        assertThat(review.review(other)).contains(new Objection(0, "the page is another participant's"));
    }

    private static Sealer sealer() throws GeneralSecurityException {
        return new Sealer(VECTORS.participantPublicKeyset());
    }

    private static ChainTotals totals(long committed, long disbursed, long spent) {
        return new ChainTotals(committed, disbursed, spent, 0, 0, 0);
    }

    private static String commit(long number, long satang) {
        return "{\"number\":%d,\"kind\":\"commit\",\"amountSatang\":%d,\"subject\":\"%s\",\"counterparty\":null,"
                        .formatted(number, satang, PERSON)
                + "\"cause\":\"11111111-2222-4333-8444-555555555555\",\"at\":\"2026-11-23T13:00:00Z\"}";
    }

    private static String other(long number, String kind, long satang) {
        return "{\"number\":%d,\"kind\":\"%s\",\"amountSatang\":%d,\"subject\":\"%s\",\"counterparty\":\"%s\","
                        .formatted(number, kind, satang, PERSON, MERCHANT)
                + "\"cause\":\"%s\",\"at\":\"2026-11-23T13:00:00Z\"}".formatted(PAYMENT);
    }

    private static String confirm(long number) {
        return "{\"number\":%d,\"kind\":\"confirm\",\"amountSatang\":1000000,\"subject\":\"%s\",\"counterparty\":null,"
                        .formatted(number, PERSON)
                + "\"cause\":\"%s\",\"at\":\"2026-11-23T13:00:00Z\"}".formatted(DISBURSEMENT);
    }

    private long completed() {
        return jdbc.sql("select count(*) from completed").query(Long.class).single();
    }

    private long remembered() {
        return jdbc.sql("select count(*) from ledger_reviewed_page")
                .query(Long.class)
                .single();
    }
}
