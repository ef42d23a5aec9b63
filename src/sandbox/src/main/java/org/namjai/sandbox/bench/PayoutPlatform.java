package org.namjai.sandbox.bench;

import java.net.URI;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.namjai.platform.PlatformApplication;
import org.namjai.platform.account.AccountRef;
import org.namjai.platform.account.Books;
import org.namjai.platform.account.Posting;
import org.namjai.platform.account.TransferKind;
import org.namjai.platform.account.TransferOrder;
import org.namjai.platform.disbursement.Batch;
import org.namjai.platform.disbursement.Disbursements;
import org.namjai.platform.disbursement.MoneyForm;
import org.namjai.platform.disbursement.NewDisbursement;
import org.namjai.platform.disbursement.Rounds;
import org.namjai.platform.participant.Participant;
import org.namjai.platform.participant.Participants;
import org.namjai.platform.privacy.People;
import org.namjai.platform.privacy.Person;
import org.namjai.platform.programme.Programmes;
import org.namjai.platform.shared.CitizenId;
import org.namjai.platform.shared.Money;
import org.namjai.platform.shared.ParticipantId;
import org.namjai.platform.shared.ProgrammeId;
import org.namjai.platform.shared.Pseudonym;
import org.springframework.boot.Banner;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.SmartLifecycle;

/**
 * The whole platform in this JVM, with its web, on its own database, but without the engine's hands: a batch's steps are
 * called one by one as its process's delegates call them, for a real calendar has months between two rounds.
 */
final class PayoutPlatform implements AutoCloseable {
    static final ProgrammeId PROGRAMME = new ProgrammeId("bench-payout");
    static final long GRANT = 1_000_000;

    private final ConfigurableApplicationContext context;

    private PayoutPlatform(ConfigurableApplicationContext context) {
        this.context = context;
    }

    static PayoutPlatform start() {
        ConfigurableApplicationContext context = new SpringApplicationBuilder(PlatformApplication.class)
                .bannerMode(Banner.Mode.OFF)
                .properties(
                        "camunda.bpm.job-execution.enabled=false",
                        "namjai.ledger.enabled=false",
                        "logging.level.root=error")
                .run();
        context.getBeansOfType(SmartLifecycle.class).values().stream()
                .filter(bean -> bean.getClass().getPackageName().equals("org.namjai.platform.workflow"))
                .forEach(SmartLifecycle::stop);
        return new PayoutPlatform(context);
    }

    void register(List<BenchBank> banks) {
        banks.forEach(bank -> bean(Participants.class)
                .register(new Participant(
                        bank.id(),
                        bank.id().value(),
                        bank.id().value(),
                        "O=" + bank.id() + ", L=Bangkok, C=TH",
                        URI.create(bank.gateway()),
                        "{}",
                        Participant.State.LIVE)));
    }

    /** Somebody whose grant waits for its payment. */
    record Entitled(UUID request, BenchBank.Customer person, ParticipantId participant) {}

    /** Promises everybody a grant, as their programme's process would have. */
    void entitle(List<Entitled> people) {
        Books books = bean(Books.class);
        books.open(List.of(AccountRef.appropriation(PROGRAMME), AccountRef.budget(PROGRAMME)));
        bean(Programmes.class)
                .appropriate(PROGRAMME, GRANT * people.size(), UUID.randomUUID().toString())
                .orThrow();
        for (int from = 0; from < people.size(); from += Books.MAX_ORDERS) {
            List<Entitled> some = people.subList(from, Math.min(people.size(), from + Books.MAX_ORDERS));
            var orders = new ArrayList<List<TransferOrder>>();
            var accounts = new ArrayList<AccountRef>();
            Map<CitizenId, Person> persons = bean(People.class)
                    .enterAll(some.stream()
                            .map(entitled -> entitled.person().citizenId())
                            .toList());
            for (Entitled entitled : some) {
                Pseudonym subject = Objects.requireNonNull(
                                persons.get(entitled.person().citizenId()))
                        .pseudonym();
                AccountRef account = AccountRef.entitlement(PROGRAMME, subject);
                accounts.add(account);
                orders.add(List.of(TransferOrder.of(
                                "commit/" + entitled.request(),
                                TransferKind.COMMIT,
                                AccountRef.budget(PROGRAMME),
                                account,
                                GRANT)
                        .at(entitled.participant())
                        .about(subject)
                        .because(entitled.request())));
            }
            books.open(accounts);
            books.postEach(orders).forEach(Posting::orThrow);
        }
    }

    /** Puts the grants among those that wait to be paid out. */
    void open(List<Entitled> people) {
        people.parallelStream().forEach(this::open);
    }

    void open(Entitled entitled) {
        bean(Disbursements.class)
                .open(new NewDisbursement(
                        entitled.request(),
                        PROGRAMME,
                        entitled.participant(),
                        bean(People.class).find(entitled.person().citizenId()).orElseThrow(),
                        entitled.person().citizenId(),
                        entitled.person().account(),
                        new Money(GRANT),
                        "1001",
                        null));
    }

    /** All that waits is due today, as the calendar would say of a programme that pays at once. */
    Optional<Batch> takeBatch() {
        Disbursements disbursements = bean(Disbursements.class);
        LocalDate today = LocalDate.now(ZoneId.of("Asia/Bangkok"));
        disbursements.unscheduled().forEach(alike -> disbursements.schedule(alike, today));
        return disbursements.takeBatch();
    }

    /** What waits is due on that day only. */
    void postpone(LocalDate day) {
        Disbursements disbursements = bean(Disbursements.class);
        disbursements.unscheduled().forEach(alike -> disbursements.schedule(alike, day));
    }

    /** One round of a batch, until every answer is booked. */
    int pay(Batch batch, int round) throws InterruptedException {
        Rounds rounds = bean(Rounds.class);
        rounds.choose(batch.id(), round, null, MoneyForm.CASH);
        rounds.instruct(batch.id());
        var progress = rounds.book(batch.id());
        while (progress.unanswered() > 0) {
            Thread.sleep(5);
            progress = rounds.book(batch.id());
        }
        return progress.unpaid();
    }

    void giveBack(Batch batch) {
        bean(Rounds.class).giveBack(batch.id());
    }

    /** Where each request's payment stands: {@code paid} or {@code returned} in the end. */
    Map<UUID, String> states() throws SQLException {
        var states = new HashMap<UUID, String>();
        try (Connection connection = bean(DataSource.class).getConnection();
                PreparedStatement select = connection.prepareStatement("select request_id, state from disbursement");
                ResultSet row = select.executeQuery()) {
            while (row.next()) states.put(row.getObject(1, UUID.class), row.getString(2));
        }
        return states;
    }

    /** Each instruction that was ever given: what the books say of it. */
    record Told(UUID id, UUID request, String participant, boolean confirmed) {}

    List<Told> told() throws SQLException {
        var told = new ArrayList<Told>();
        try (Connection connection = bean(DataSource.class).getConnection();
                PreparedStatement select = connection.prepareStatement(
                        """
                        select i.id, d.request_id, i.participant,
                               exists (select from transfer t where t.key = 'confirm/' || i.id) as confirmed
                        from disbursement_instruction i join disbursement d on d.id = i.disbursement
                        """);
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                told.add(new Told(
                        row.getObject(1, UUID.class),
                        row.getObject(2, UUID.class),
                        row.getString(3),
                        row.getBoolean(4)));
            }
        }
        return told;
    }

    private <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    @Override
    public void close() {
        context.close();
    }
}
