package org.namjai.platform.request;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.stream.IntStream;
import org.namjai.platform.privacy.People;
import org.namjai.platform.privacy.Person;
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
        return people.seal(person, text(value, context), context);
    }

    byte[] seal(Person person, Object value, String context) {
        return person.seal(text(value, context), context);
    }

    private String text(Object value, String context) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("could not write " + context, e);
        }
    }

    /** Whether the sealed value would be written as this one is. */
    boolean holds(Pseudonym person, byte[] sealed, String context, Object value) {
        try {
            return json.readTree(people.open(person, sealed, context)).equals(json.readTree(text(value, context)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("could not read " + context, e);
        }
    }

    <T> T open(Pseudonym person, byte[] sealed, String context, Class<T> type) {
        return read(people.open(person, sealed, context), context, type);
    }

    <T> T open(Person person, byte[] sealed, String context, Class<T> type) {
        return read(person.open(sealed, context), context, type);
    }

    /** Many at once, in their order. */
    <T> List<T> openAll(List<People.Sealed> sealed, Class<T> type) {
        List<String> opened = people.openAll(sealed);
        return IntStream.range(0, sealed.size())
                .mapToObj(i -> read(opened.get(i), sealed.get(i).context(), type))
                .toList();
    }

    private <T> T read(String text, String context, Class<T> type) {
        try {
            return json.readValue(text, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("could not read " + context, e);
        }
    }
}
