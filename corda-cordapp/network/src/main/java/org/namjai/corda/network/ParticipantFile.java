package org.namjai.corda.network;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.namjai.corda.network.NetworkException.Trouble;

/**
 * The file that lists who takes part. HOCON (so JSON too), as the nodes' own configuration:
 *
 * <pre>{@code
 * participants = [
 *   { id = bua, nameEn = "Bua Bank", nameTh = "ธนาคารบัว", x500Name = "O=Bua Bank, L=Bangkok, C=TH" }
 * ]
 * }</pre>
 *
 * <p>One entry a line: HOCON makes one of two on a line when the comma between them is forgotten.
 *
 * <p>An entry added at the end joins a network that is already made; the nodes there keep identity and data. An entry
 * taken out or changed is refused at the start.
 */
public final class ParticipantFile {
    private static final String LIST = "participants";
    private static final Set<String> FIELDS = Set.of("id", "nameTh", "nameEn", "x500Name");
    /** What the other nodes are called. */
    private static final Set<String> RESERVED = Set.of("notary", "dga", "network");

    private static final int LONGEST_NAME = 100;

    private final Path file;
    private final List<Participant> read = new ArrayList<>();
    private final Map<X500, String> ownerOfName = new HashMap<>();

    private ParticipantFile(Path file) {
        this.file = file;
        ownerOfName.put(X500.parse(NodeSettings.NOTARY), "notary");
        ownerOfName.put(X500.parse(NodeSettings.DGA), "dga");
    }

    /** In the file's order; makes nothing. */
    public static List<Participant> read(Path file) throws NetworkException {
        ParticipantFile reading = new ParticipantFile(file);
        List<? extends ConfigValue> entries = reading.entries();
        for (int i = 0; i < entries.size(); i++) reading.add("entry " + (i + 1), entries.get(i));
        return List.copyOf(reading.read);
    }

    private List<? extends ConfigValue> entries() throws NetworkException {
        if (!Files.isReadable(file)) throw refusal("cannot be read");
        Config config = parse();
        for (String key : new TreeSet<>(config.root().keySet())) {
            if (!key.equals(LIST)) throw refusal("has '" + key + "', but only '" + LIST + "' is known");
        }
        ConfigValue list = config.root().get(LIST);
        if (list == null || list.valueType() != ConfigValueType.LIST) {
            throw refusal("must have a list '" + LIST + " = [ … ]'");
        }
        List<? extends ConfigValue> entries = config.getList(LIST);
        if (entries.isEmpty()) throw refusal("lists nobody: at least one participant must take part");
        return entries;
    }

    private Config parse() throws NetworkException {
        try {
            return ConfigFactory.parseFile(file.toFile()).resolve();
        } catch (ConfigException e) {
            throw refusal("is not HOCON: line " + e.origin().lineNumber() + " cannot be understood");
        }
    }

    private void add(String entry, ConfigValue value) throws NetworkException {
        if (!(value instanceof ConfigObject fields)) throw refusal(entry, "must be written as { id = …, … }");
        for (String field : new TreeSet<>(fields.keySet())) {
            if (!FIELDS.contains(field))
                throw refusal(entry, "has '" + field + "', which is no field of a participant");
        }
        String id = text(entry, fields, "id");
        String named = entry + " (" + id + ")";
        checkId(entry, id);
        String x500Name = text(named, fields, "x500Name");
        checkX500(named, id, x500Name);
        read.add(new Participant(id, name(named, fields, "nameTh"), name(named, fields, "nameEn"), x500Name));
    }

    private void checkId(String entry, String id) throws NetworkException {
        if (!NodeSettings.isName(id)) {
            throw refusal(
                    entry, "has the id '" + id + "': an id is 1 to 31 of a-z, 0-9 and '-', and begins with a letter");
        }
        if (RESERVED.contains(id)) throw refusal(entry, "has the id '" + id + "', which is not a participant's");
        if (read.stream().anyMatch(other -> other.id().equals(id))) {
            throw refusal(entry, "has the id '" + id + "', which an entry before it has");
        }
    }

    private void checkX500(String entry, String id, String x500Name) throws NetworkException {
        X500 name;
        try {
            name = X500.parse(x500Name);
        } catch (IllegalArgumentException e) {
            throw refusal(entry, "has the x500Name '" + x500Name + "': " + e.getMessage());
        }
        String other = ownerOfName.putIfAbsent(name, id);
        if (other != null) throw refusal(entry, "has the x500Name of " + other + ": each has one of its own");
    }

    private String name(String entry, ConfigObject fields, String field) throws NetworkException {
        String name = text(entry, fields, field);
        if (name.isBlank() || name.length() > LONGEST_NAME || name.chars().anyMatch(Character::isISOControl)) {
            throw refusal(entry, "has a '" + field + "' that is not 1 to " + LONGEST_NAME + " printed characters");
        }
        return name;
    }

    private String text(String entry, ConfigObject fields, String field) throws NetworkException {
        ConfigValue value = fields.get(field);
        if (value == null) throw refusal(entry, "has no '" + field + "'");
        if (value.valueType() != ConfigValueType.STRING) throw refusal(entry, "has a '" + field + "' that is no text");
        return (String) value.unwrapped();
    }

    private NetworkException refusal(String entry, String rule) {
        return sentence(": " + entry + " " + rule);
    }

    private NetworkException refusal(String rule) {
        return sentence(" " + rule);
    }

    private NetworkException sentence(String rest) {
        return new NetworkException(Trouble.BAD_PARTICIPANTS, "The participants' file " + file + rest + ".");
    }
}
