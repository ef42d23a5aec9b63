package org.namjai.platform.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.namjai.platform.TestDatabase;
import org.namjai.platform.privacy.People.Forgetting;
import org.namjai.platform.shared.CitizenId;
import org.namjai.platform.shared.Pseudonym;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class PeopleTest {
    private static final CitizenId SOMCHAI = new CitizenId("1112034563562");
    private static final CitizenId MALEE = new CitizenId("1101700230708");
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    private HikariDataSource database;
    private JdbcClient jdbc;
    private TransactionTemplate transaction;
    private Instant now = NOW;
    private final Set<Pseudonym> involved = new HashSet<>();
    private People people;

    @BeforeEach
    void nobodyKnown() throws GeneralSecurityException {
        database = TestDatabase.fresh();
        jdbc = JdbcClient.create(database);
        transaction = new TransactionTemplate(new DataSourceTransactionManager(database));
        people = people(new Vault(key(1), 1, ""));
    }

    @AfterEach
    void close() {
        database.close();
    }

    private People people(Vault vault) {
        return new People(
                jdbc,
                new Pseudonyms(key(0)),
                vault,
                List.of(asked -> asked.stream().filter(involved::contains).collect(Collectors.toSet())),
                Clock.fixed(now, ZoneOffset.UTC));
    }

    private static String key(int fill) {
        byte[] key = new byte[32];
        Arrays.fill(key, (byte) fill);
        return Base64.getEncoder().encodeToString(key);
    }

    @Test
    void samePerson_hasOnePseudonym_othersHaveAnother() {
        Pseudonym somchai = people.enter(SOMCHAI);
        assertThat(people.enter(SOMCHAI)).isEqualTo(somchai);
        assertThat(people.find(SOMCHAI)).contains(somchai);
        assertThat(people.find(MALEE)).isEmpty();
        assertThat(people.enter(MALEE)).isNotEqualTo(somchai);
    }

    @Test
    void manyAtOnce_enterAPersonOnce() throws Exception {
        var threads = Executors.newFixedThreadPool(8);
        Callable<Pseudonym> enter = () -> transaction.execute(status -> people.enter(SOMCHAI));
        var answers = new HashSet<Pseudonym>();
        for (var answer :
                threads.invokeAll(IntStream.range(0, 40).mapToObj(i -> enter).toList())) {
            answers.add(answer.get());
        }
        threads.shutdown();
        assertThat(answers).hasSize(1);
    }

    @Test
    void sealed_opensForThisPersonInThisContextOnly() {
        Pseudonym somchai = people.enter(SOMCHAI);
        Pseudonym malee = people.enter(MALEE);
        byte[] sealed = people.seal(somchai, "สมชาย ใจดี", "request/1");

        assertThat(people.open(somchai, sealed, "request/1")).isEqualTo("สมชาย ใจดี");
        assertThatThrownBy(() -> people.open(somchai, sealed, "request/2")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> people.open(malee, sealed, "request/1")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void forgottenPerson_canNotBeReadNorFound_andIsSomebodyNewNextTime() {
        Pseudonym before = people.enter(SOMCHAI);
        byte[] sealed = people.seal(before, "secret", "request/1");

        assertThat(people.forget(SOMCHAI, "own wish")).isEqualTo(Forgetting.FORGOTTEN);
        assertThatThrownBy(() -> people.open(before, sealed, "request/1")).isInstanceOf(ForgottenException.class);
        assertThatThrownBy(() -> people.seal(before, "more", "request/1")).isInstanceOf(ForgottenException.class);
        assertThat(people.find(SOMCHAI)).isEmpty();
        assertThat(people.forget(SOMCHAI, "again")).isEqualTo(Forgetting.UNKNOWN);
        assertThat(jdbc.sql("select destroyed_because from person_key where pseudonym = ? and sealed_key is null"
                                + " and look_up is null")
                        .param(before.value())
                        .query(String.class)
                        .single())
                .isEqualTo("own wish");
        assertThat(people.enter(SOMCHAI)).isNotEqualTo(before);
    }

    @Test
    void personWithAnOpenRequestOrMoney_isNotForgotten() {
        involved.add(people.enter(SOMCHAI));

        assertThat(people.forget(SOMCHAI, "own wish")).isEqualTo(Forgetting.STILL_INVOLVED);
        assertThat(people.find(SOMCHAI)).isPresent();
    }

    @Test
    void retentionOver_forgetsOnlyThoseNotHeardOfAndNotInvolved() throws GeneralSecurityException {
        Pseudonym silent = people.enter(SOMCHAI);
        Pseudonym withMoney = people.enter(MALEE);
        involved.add(withMoney);
        now = NOW.plusSeconds(11L * 366 * 86_400);
        people = people(new Vault(key(1), 1, ""));
        CitizenId newcomer = new CitizenId("3100600445635");
        people.enter(newcomer);

        var retention =
                new Retention(people, new Retention.Settings(Period.ofYears(10)), Clock.fixed(now, ZoneOffset.UTC));
        retention.run();
        retention.run();

        assertThat(people.find(SOMCHAI)).isEmpty();
        assertThatThrownBy(() -> people.seal(silent, "x", "c")).isInstanceOf(ForgottenException.class);
        assertThat(people.find(MALEE)).contains(withMoney);
        assertThat(people.find(newcomer)).isPresent();
    }

    @Test
    void newKey_takesOverInBatches_andTheOldOneCanBeTakenAway() throws GeneralSecurityException {
        Pseudonym somchai = people.enter(SOMCHAI);
        byte[] sealed = people.seal(somchai, "secret", "request/1");
        people.enter(MALEE);

        People rotating = people(new Vault(key(2), 2, "1:" + key(1)));
        assertThat(rotating.open(somchai, sealed, "request/1")).isEqualTo("secret");
        assertThat(rotating.rewrap(1)).isEqualTo(1);
        assertThat(rotating.rewrap(1)).isEqualTo(1);
        assertThat(rotating.rewrap(1)).isZero();

        assertThat(people(new Vault(key(2), 2, "")).open(somchai, sealed, "request/1"))
                .isEqualTo("secret");
        assertThatThrownBy(() -> people.open(somchai, sealed, "request/1")).isInstanceOf(IllegalStateException.class);
    }
}
