package org.namjai.platform.privacy;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
        byte[] lookUp = pseudonyms.lookUp(citizen);
        Optional<Pseudonym> known = touch(lookUp);
        if (known.isPresent()) {
            return known.get();
        }
        var key = new byte[KEY_BYTES];
        RANDOM.nextBytes(key);
        Pseudonym fresh = Pseudonyms.of(key, citizen);
        int made = jdbc.sql(
                        """
                        insert into person_key (pseudonym, look_up, sealed_key, last_used_at)
                        values (:pseudonym, :lookUp, :key, :now) on conflict (look_up) do nothing
                        """)
                .param("pseudonym", fresh.value())
                .param("lookUp", lookUp)
                .param("key", vault.sealKey(key, fresh.value()))
                .param("now", now())
                .update();
        return made == 1 ? fresh : find(citizen).orElseThrow();
    }

    /** The person's pseudonym, if one was made and is not forgotten. */
    public Optional<Pseudonym> find(CitizenId citizen) {
        return pseudonym("select pseudonym from person_key where look_up = ?", pseudonyms.lookUp(citizen));
    }

    private Optional<Pseudonym> touch(byte[] lookUp) {
        Optional<Pseudonym> known = pseudonym("select pseudonym from person_key where look_up = ?", lookUp);
        // Once a day is exact enough for years, and a rush does not write.
        known.ifPresent(person -> jdbc.sql("update person_key set last_used_at = :now where pseudonym = :person"
                        + " and last_used_at < :now - interval '1 day'")
                .param("now", now())
                .param("person", person.value())
                .update());
        return known;
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
