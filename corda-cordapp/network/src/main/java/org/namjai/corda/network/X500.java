package org.namjai.corda.network;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;

/** A node's legal name, held to Corda's rules before a node is made of it; the same whatever its order and spacing. */
record X500(Map<String, String> parts) {
    private static final Map<String, Integer> LONGEST = Map.of("O", 127, "L", 63, "C", 2);
    private static final Set<String> COUNTRIES = Set.copyOf(Arrays.asList(Locale.getISOCountries()));

    static X500 parse(String text) {
        Map<String, String> parts = new TreeMap<>();
        for (Rdn rdn : rdns(text)) {
            String type = rdn.getType().toUpperCase(Locale.ROOT);
            require(rdn.size() == 1 && LONGEST.containsKey(type), "it is made of O, L and C alone");
            require(parts.put(type, String.valueOf(rdn.getValue())) == null, "it has " + type + " twice");
        }
        require(parts.size() == LONGEST.size(), "it needs O, L and C");
        parts.forEach(X500::check);
        require(COUNTRIES.contains(parts.get("C")), "C is a country's two capital letters, such as TH");
        return new X500(Map.copyOf(parts));
    }

    private static Iterable<Rdn> rdns(String text) {
        try {
            return new LdapName(text).getRdns();
        } catch (InvalidNameException e) {
            throw new IllegalArgumentException("it is not of the form O=…, L=…, C=…", e);
        }
    }

    private static void check(String type, String value) {
        int longest = LONGEST.getOrDefault(type, 0);
        require(value.length() <= longest, type + " has at most " + longest + " characters");
        require(value.chars().filter(Character::isLetter).count() >= 2, type + " has at least two letters");
        require(value.chars().allMatch(X500::isPlain), type + " is of Latin letters, digits, spaces and . - & ( ) /");
        require(
                value.equals(value.strip()) && Normalizer.isNormalized(value, Normalizer.Form.NFKC),
                type + " is plain text");
    }

    /** What Corda, its key stores and a certificate all take without escapes. */
    private static boolean isPlain(int c) {
        boolean latin = c < 0x250 && Character.isLetterOrDigit(c);
        return latin || " .-&()/".indexOf(c) >= 0;
    }

    private static void require(boolean holds, String rule) {
        if (!holds) throw new IllegalArgumentException(rule);
    }
}
