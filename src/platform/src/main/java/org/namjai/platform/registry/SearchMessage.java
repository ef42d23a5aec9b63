package org.namjai.platform.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The search message of the Digital Convergence Initiative's registry interfaces (SPDCI, version 1.0.0), with many
 * questions in it. Each question has a reference of its own, by which its answer is found.
 */
final class SearchMessage {
    private static final Logger LOG = LoggerFactory.getLogger(SearchMessage.class);
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final String VERSION = "1.0.0";
    private static final String SUCCEEDED = "succ";
    private static final String PERSON = "UIN";

    private final Registry registry;
    private final String transaction = UUID.randomUUID().toString();
    private final Map<String, Inquiry> byReference = new LinkedHashMap<>();

    SearchMessage(Registry registry, List<Inquiry> inquiries) {
        this.registry = registry;
        for (int i = 0; i < inquiries.size(); i++) {
            byReference.put(transaction + "-" + (i + 1), inquiries.get(i));
        }
    }

    /** A message of its own for each try. */
    ObjectNode body(Instant now) {
        ObjectNode body = JSON.objectNode();
        body.putObject("header")
                .put("version", VERSION)
                .put("message_id", UUID.randomUUID().toString())
                .put("message_ts", now.toString())
                .put("action", "search")
                .put("sender_id", "namjai")
                .put("receiver_id", registry.code())
                .put("total_count", byReference.size())
                .put("is_msg_encrypted", false);
        ArrayNode requests =
                body.putObject("message").put("transaction_id", transaction).putArray("search_request");
        byReference.forEach((reference, inquiry) -> requests.addObject()
                .put("reference_id", reference)
                .put("timestamp", now.toString())
                .put("locale", "tha")
                .set("search_criteria", criteria(inquiry)));
        return body;
    }

    private ObjectNode criteria(Inquiry inquiry) {
        String person = inquiry.person().digits();
        Map<String, ?> attributes = inquiry.question().attributes();
        ObjectNode criteria =
                JSON.objectNode().put("version", VERSION).put("reg_type", "ns:namjai:RegistryType:" + registry.code());
        if (attributes.isEmpty()) {
            criteria.put("query_type", "idtype-value")
                    .putObject("query")
                    .put("type", PERSON)
                    .put("value", person);
            return criteria;
        }
        ArrayNode all = criteria.put("query_type", "predicate").putArray("query");
        all.add(equal(1, PERSON, person));
        attributes.forEach((name, value) -> all.add(equal(all.size() + 1, name, value)));
        return criteria;
    }

    /** All predicates of a query must hold. */
    private static ObjectNode equal(int number, String name, @Nullable Object value) {
        ObjectNode predicate = JSON.objectNode().put("seq_num", number);
        predicate
                .putObject("expression1")
                .put("attribute_name", name)
                .put("operator", "eq")
                .put("attribute_value", String.valueOf(value));
        return predicate;
    }

    /** Those questions that were answered. Throws {@link UnusableMessage} when the message as a whole is no answer. */
    Map<Inquiry, Answer> answers(JsonNode body, Instant at) {
        if (!body.path("header").path("status").asText().equals(SUCCEEDED)) {
            throw new UnusableMessage("the search was not done");
        }
        JsonNode message = body.path("message");
        if (!message.path("transaction_id").asText().equals(transaction)) {
            throw new UnusableMessage("another message was answered");
        }
        var answers = new HashMap<Inquiry, Answer>();
        Set<String> references = new HashSet<>();
        for (JsonNode response : message.path("search_response")) {
            Inquiry inquiry = byReference.get(response.path("reference_id").asText());
            if (inquiry == null || !response.path("status").asText().equals(SUCCEEDED)) {
                continue;
            }
            if (!references.add(response.path("reference_id").asText())) {
                throw new UnusableMessage("one question was answered twice");
            }
            answers.put(inquiry, new Answer(inquiry.question(), record(inquiry, response.path("data")), at));
        }
        if (answers.size() < byReference.size()) {
            LOG.warn(
                    "The {} registry left {} of {} questions unanswered",
                    registry.code(),
                    byReference.size() - answers.size(),
                    byReference.size());
        }
        return answers;
    }

    /** The one record that names this person; several, or somebody else's, are as good as none and are not kept. */
    private @Nullable JsonNode record(Inquiry inquiry, JsonNode data) {
        JsonNode records = data.path("reg_records");
        if (!records.isArray()) {
            LOG.warn("The {} registry sent no list of records", registry.code());
            return null;
        }
        if (records.isEmpty()) {
            return null;
        }
        if (records.size() > 1 || !names(records.get(0), inquiry.person().digits())) {
            LOG.warn("The {} registry sent records that are not plainly the person's", registry.code());
            return null;
        }
        return records.get(0);
    }

    private static boolean names(JsonNode record, String person) {
        return StreamSupport.stream(record.path("identifier").spliterator(), false)
                .anyMatch(identifier ->
                        identifier.path("identifier_type").asText().equals(PERSON)
                                && identifier.path("identifier_value").asText().equals(person));
    }
}
