package org.namjai.platform.registry;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a registry said about a person.
 *
 * @param record as it was received; null when there is no record of this person, or none that is plainly theirs
 */
public record Answer(Question question, @Nullable JsonNode record, Instant at) {
    /** Every attribute of the registry's record; null is what it does not state plainly. */
    public Map<String, @Nullable Object> facts() {
        return question.registry().facts(record);
    }

    /** Whether the record states all that it must. */
    public boolean isComplete() {
        return question.registry().isComplete(facts());
    }

    @Override
    public String toString() {
        return "Answer[" + question + "]";
    }
}
