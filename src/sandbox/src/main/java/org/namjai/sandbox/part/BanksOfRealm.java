package org.namjai.sandbox.part;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.namjai.corda.network.Participant;
import org.namjai.sandbox.Installation;

/** The realm's file for the banks that take part: its first bank's clients, users and mappers are every bank's. */
final class BanksOfRealm {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** Each bank that the file knows has a client of this name. */
    private static final String CLIENT = "participant-";

    private final List<Participant> banks;
    private final List<String> known;

    private BanksOfRealm(List<Participant> banks, List<String> known) {
        this.banks = banks;
        this.known = known;
    }

    static String write(String file, List<Participant> banks) {
        try {
            JsonNode realm = JSON.readTree(file);
            List<String> known = StreamSupport.stream(realm.path("clients").spliterator(), false)
                    .map(client -> client.path("clientId").asText())
                    .filter(id -> id.startsWith(CLIENT))
                    .map(id -> id.substring(CLIENT.length()))
                    .toList();
            return new BanksOfRealm(banks, known).forBanks(realm).toPrettyString();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private JsonNode forBanks(JsonNode node) throws JsonProcessingException {
        if (node instanceof ObjectNode object) {
            for (Map.Entry<String, JsonNode> field : object.properties()) field.setValue(forBanks(field.getValue()));
        }
        if (!(node instanceof ArrayNode entries)) return node;
        ArrayNode written = JSON.createArrayNode();
        for (JsonNode entry : entries) {
            Optional<String> bank = bankNamedBy(entry);
            if (bank.isEmpty()) written.add(forBanks(entry));
            else if (bank.get().equals(known.get(0))) written.addAll(forEachBank(entry));
        }
        return written;
    }

    private Optional<String> bankNamedBy(JsonNode entry) {
        String name = "-"
                + Stream.of("clientId", "username", "name")
                        .map(field -> entry.path(field).asText())
                        .filter(text -> !text.isEmpty())
                        .findFirst()
                        .orElse("")
                + "-";
        return known.stream().filter(bank -> name.contains("-" + bank + "-")).findFirst();
    }

    private List<JsonNode> forEachBank(JsonNode entry) throws JsonProcessingException {
        String model = known.get(0);
        List<JsonNode> written = new ArrayList<>();
        for (Participant bank : banks) {
            written.add(JSON.readTree(entry.toString()
                    .replaceAll("\\b" + model + "\\b", bank.id())
                    .replaceAll(
                            "_" + Installation.upperSnake(model) + "(?=[_}])",
                            "_" + Installation.upperSnake(bank.id()))));
        }
        return written;
    }
}
