package org.namjai.platform.request;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.namjai.platform.privacy.People;
import org.namjai.platform.shared.Pseudonym;
import org.springframework.stereotype.Component;

/** Keeps values as JSON that only the person's key opens. */
@Component
class SealedJson {
    private final People people;
    private final ObjectMapper json = new ObjectMapper();

    SealedJson(People people) {
        this.people = people;
    }

    byte[] seal(Pseudonym person, Object value, String context) {
        try {
            return people.seal(person, json.writeValueAsString(value), context);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("could not write " + context, e);
        }
    }

    <T> T open(Pseudonym person, byte[] sealed, String context, Class<T> type) {
        try {
            return json.readValue(people.open(person, sealed, context), type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("could not read " + context, e);
        }
    }
}
