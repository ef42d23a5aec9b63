package org.namjai.platform.privacy;

import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.namjai.platform.shared.CitizenId;
import org.namjai.platform.shared.Involvement;
import org.namjai.platform.shared.Pseudonym;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Each person's own key: the pseudonym is made with it, personal data is sealed under it. Destroying it forgets the person:
 * nothing sealed can be read again and nobody can tell whose the pseudonym was, while books and ledger keep their sums.
 */
@Service
public class People {
    private static final int KEY_BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String LIVE = " and destroyed_at is null";

    private final JdbcClient jdbc;
    private final Pseudonyms pseudonyms;
    private final Vault vault;
    private final List<Involvement> involvements;
    private final Clock clock;

    People(JdbcClient jdbc, Pseudonyms pseudonyms, Vault vault, List<Involvement> involvements, Clock clock) {
        this.jdbc = jdbc;
        this.pseudonyms = pseudonyms;
        this.vault = vault;
        this.involvements = involvements;
        this.clock = clock;
    }

    /** What came of asking to forget somebody. */
    public enum Forgetting {
        FORGOTTEN,
        /** A request is open or money is left. */
        STILL_INVOLVED,
        /** Nobody is known by that number, or not any more. */
        UNKNOWN
    }

    /** The person's pseudonym, with a key made at the first time; two at once get the same. */
    @Transactional
    public Pseudonym enter(CitizenId citizen) {
        return Objects.requireNonNull(enterAll(List.of(citizen)).get(citizen)).pseudonym();
    }

    /**
     * As {@link #enter} for many at once, with a few statements; whoever asks for some of the same people beside us waits
     * for the end of this transaction.
     */
    @Transactional
    public Map<CitizenId, Person> enterAll(Collection<CitizenId> citizens) {
        // In one order, so that two who enter the same people don't wait for each other.
        var lookUps = new TreeMap<byte[], CitizenId>(Arrays::compare);
        citizens.forEach(citizen -> lookUps.put(pseudonyms.lookUp(citizen), citizen));
        Map<CitizenId, Person> people = known(lookUps);
        var unknown = new TreeMap<>(lookUps);
        unknown.values().removeAll(people.keySet());
        if (!unknown.isEmpty()) {
            makeKeys(unknown);
            people.putAll(known(unknown));
        }
        touch(people.values());
        return people;
    }

    private Map<CitizenId, Person> known(SortedMap<byte[], CitizenId> lookUps) {
        var people = new HashMap<CitizenId, Person>();
        jdbc.sql("select look_up, pseudonym, sealed_key from person_key where look_up = any(?)")
                .param(lookUps.keySet().toArray(byte[][]::new))
                .query(row -> {
                    CitizenId citizen = Objects.requireNonNull(lookUps.get(row.getBytes("look_up")));
                    people.put(citizen, person(row));
                });
        return people;
    }

    private void makeKeys(SortedMap<byte[], CitizenId> lookUps) {
        List<byte[]> keys = lookUps.values().stream().map(citizen -> freshKey()).toList();
        List<String> fresh = new ArrayList<>();
        int next = 0;
        for (CitizenId citizen : lookUps.values()) {
            fresh.add(Pseudonyms.of(keys.get(next++), citizen).value());
        }
        jdbc.sql(
                        """
                        insert into person_key (pseudonym, look_up, sealed_key, last_used_at)
                        select n.pseudonym, n.look_up, n.key, :now
                        from unnest(:people::text[], :lookUps::bytea[], :keys::bytea[]) n(pseudonym, look_up, key)
                        on conflict (look_up) do nothing
                        """)
                .param("people", fresh.toArray(String[]::new))
                .param("lookUps", lookUps.keySet().toArray(byte[][]::new))
                .param(
                        "keys",
                        IntStream.range(0, keys.size())
                                .mapToObj(i -> vault.sealKey(keys.get(i), fresh.get(i)))
                                .toArray(byte[][]::new))
                .param("now", now())
                .update();
    }

    private static byte[] freshKey() {
        var key = new byte[KEY_BYTES];
        RANDOM.nextBytes(key);
        return key;
    }

    /** Once a day is exact enough for years, and a rush does not write. */
    private void touch(Collection<Person> people) {
        jdbc.sql("update person_key set last_used_at = :now where pseudonym = any(:people)"
                        + " and last_used_at < :now - interval '1 day'")
                .param("now", now())
                .param("people", values(people.stream().map(Person::pseudonym).toList()))
                .update();
    }

    /** Those of the people who were not forgotten, with their keys. */
    public Map<Pseudonym, Person> withKeys(Collection<Pseudonym> pseudonyms) {
        var people = new HashMap<Pseudonym, Person>();
        jdbc.sql("select pseudonym, sealed_key from person_key where pseudonym = any(?)" + LIVE)
                .param(values(pseudonyms))
                .query(row -> {
                    Person person = person(row);
                    people.put(person.pseudonym(), person);
                });
        return people;
    }

    private Person person(ResultSet row) throws SQLException {
        String pseudonym = row.getString("pseudonym");
        var person = new Person(new Pseudonym(pseudonym), vault.openKey(row.getBytes("sealed_key"), pseudonym));
        OpenedKeys.ofThisTransaction().put(person.pseudonym(), person.vault());
        return person;
    }

    /**
     * Names a household, a plot or another thing that leads to people, so that the same name is found again and nobody can
     * read it without the platform's own key.
     */
    public String digest(String kind, String name) {
        return pseudonyms.of(kind, name);
    }

    /** The person's pseudonym, if one was made and is not forgotten. */
    public Optional<Pseudonym> find(CitizenId citizen) {
        return pseudonym("select pseudonym from person_key where look_up = ?", pseudonyms.lookUp(citizen));
    }

    private Optional<Pseudonym> pseudonym(String sql, byte[] lookUp) {
        return jdbc.sql(sql).param(lookUp).query(String.class).optional().map(Pseudonym::new);
    }

    /**
     * Seals personal data under the person's key.
     *
     * @param context what the data belongs to (a table and row, for instance); opening needs the same
     * @throws ForgottenException when the person's key was destroyed
     */
    public byte[] seal(Pseudonym person, String plaintext, String context) {
        return vaultOf(person).seal(plaintext, context);
    }

    /**
     * Opens what {@link #seal} made with the same context.
     *
     * @throws ForgottenException when the person's key was destroyed
     */
    public String open(Pseudonym person, byte[] sealed, String context) {
        return vaultOf(person).open(sealed, context);
    }

    /** Looked up once in a transaction, which seals several things of one person. */
    private Vault vaultOf(Pseudonym person) {
        Map<Pseudonym, Vault> opened = OpenedKeys.ofThisTransaction();
        Vault known = opened.get(person);
        if (known != null) {
            return known;
        }
        Vault vault = Vault.under(key(person));
        opened.put(person, vault);
        return vault;
    }

    /** What {@link #seal} made for a person with a context. */
    public record Sealed(Pseudonym person, byte[] bytes, String context) {
        @Override
        public String toString() {
            return "Sealed[" + context + "]";
        }
    }

    /**
     * As {@link #open}, many at once and in their order.
     *
     * @throws ForgottenException when one of the people's keys was destroyed
     */
    public List<String> openAll(List<Sealed> sealed) {
        if (sealed.isEmpty()) return List.of();
        var keys = new HashMap<String, byte[]>();
        jdbc.sql("select pseudonym, sealed_key from person_key where pseudonym = any(:people)" + LIVE)
                .param("people", values(sealed.stream().map(Sealed::person).toList()))
                .query(row -> {
                    keys.put(row.getString("pseudonym"), row.getBytes("sealed_key"));
                });
        return sealed.stream()
                .map(each -> {
                    byte @Nullable [] key = keys.get(each.person().value());
                    if (key == null) {
                        throw new ForgottenException();
                    }
                    return Vault.under(vault.openKey(key, each.person().value()))
                            .open(each.bytes(), each.context());
                })
                .toList();
    }

    private byte[] key(Pseudonym person) {
        byte @Nullable [] sealed = jdbc.sql("select sealed_key from person_key where pseudonym = ?" + LIVE)
                .param(person.value())
                .query((row, n) -> row.getBytes(1))
                .optional()
                .orElse(null);
        if (sealed == null) {
            throw new ForgottenException();
        }
        return vault.openKey(sealed, person.value());
    }

    /** Forgets one person, at that person's lawful wish (PDPA B.E. 2562, section 33). */
    @Transactional
    public Forgetting forget(CitizenId citizen, String because) {
        Optional<Pseudonym> known = jdbc.sql("select pseudonym from person_key where look_up = ? for update")
                .param(pseudonyms.lookUp(citizen))
                .query(String.class)
                .optional()
                .map(Pseudonym::new);
        if (known.isEmpty()) {
            return Forgetting.UNKNOWN;
        }
        if (!involved(known.stream().toList()).isEmpty()) {
            return Forgetting.STILL_INVOLVED;
        }
        destroy(known.stream().toList(), because);
        return Forgetting.FORGOTTEN;
    }

    /**
     * Forgets some of those who were not heard of since; whoever is still involved counts as heard of now.
     *
     * @return how many were looked at; none means that nobody is left
     */
    @Transactional
    public int forgetUnusedSince(OffsetDateTime since, String because, int limit) {
        List<Pseudonym> unused = jdbc
                .sql("select pseudonym from person_key where last_used_at < :since" + LIVE
                        + " order by last_used_at limit :limit for update skip locked")
                .param("since", since)
                .param("limit", limit)
                .query(String.class)
                .list()
                .stream()
                .map(Pseudonym::new)
                .toList();
        Set<Pseudonym> involved = involved(unused);
        jdbc.sql("update person_key set last_used_at = :now where pseudonym = any(:people)")
                .param("now", now())
                .param("people", values(involved))
                .update();
        destroy(unused.stream().filter(person -> !involved.contains(person)).toList(), because);
        return unused.size();
    }

    private Set<Pseudonym> involved(Collection<Pseudonym> people) {
        var involved = new HashSet<Pseudonym>();
        involvements.forEach(module -> involved.addAll(module.involved(people)));
        return involved;
    }

    private void destroy(Collection<Pseudonym> people, String because) {
        OpenedKeys.ofThisTransaction().keySet().removeAll(people);
        jdbc.sql("update person_key set look_up = null, sealed_key = null, destroyed_at = :now,"
                        + " destroyed_because = :because where pseudonym = any(:people)" + LIVE)
                .param("now", now())
                .param("because", because)
                .param("people", values(people))
                .update();
    }

    private static String[] values(Collection<Pseudonym> people) {
        return people.stream().map(Pseudonym::value).toArray(String[]::new);
    }

    /**
     * Wraps some people's keys anew, under the vault's newest key.
     *
     * @return how many; none means that the older keys of the vault can be taken away
     */
    @Transactional
    public int rewrap(int limit) {
        record Wrapped(String pseudonym, byte[] key) {}
        List<Wrapped> rows = jdbc.sql("select pseudonym, sealed_key from person_key"
                        + " where substring(sealed_key for 5) <> :newest" + LIVE
                        + " order by pseudonym limit :limit for update skip locked")
                .param("newest", vault.newestPrefix())
                .param("limit", limit)
                .query((row, n) -> new Wrapped(
                        row.getString(1),
                        vault.sealKey(vault.openKey(row.getBytes(2), row.getString(1)), row.getString(1))))
                .list();
        jdbc.sql(
                        "update person_key p set sealed_key = n.key from unnest(:people::text[], :keys::bytea[]) n(person, key)"
                                + " where p.pseudonym = n.person")
                .param("people", rows.stream().map(Wrapped::pseudonym).toArray(String[]::new))
                .param("keys", rows.stream().map(Wrapped::key).toArray(byte[][]::new))
                .update();
        return rows.size();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
