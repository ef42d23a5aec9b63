package org.namjai.platform.ledger;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One transfer of the books as it stands, encrypted, on a page. No person is named but by pseudonym.
 *
 * @param number place in the chain, from 1, gap-free
 * @param kind the transfer's kind, as in the books
 * @param amountSatang satang, more than zero
 * @param subject the person's pseudonym, if the transfer concerns one
 * @param counterparty the merchant's id, if there is one
 * @param cause the request, disbursement or payment that made the transfer
 * @param at when the books took it, ISO 8601 in UTC
 */
@JsonPropertyOrder({"number", "kind", "amountSatang", "subject", "counterparty", "cause", "at"})
public record Transition(
        long number,
        String kind,
        long amountSatang,
        @Nullable String subject,
        @Nullable String counterparty,
        @Nullable UUID cause,
        String at) {

    // Its own mapper: these bytes are encrypted and hashed, the application's settings must not change them.
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What differs, as a sentence without personal data; null when nothing does. */
    @Nullable
    String differenceTo(Transition onLedger) {
        if (amountSatang != onLedger.amountSatang) {
            return "The books have " + amountSatang + " satang, the ledger has " + onLedger.amountSatang + ".";
        }
        if (!kind.equals(onLedger.kind)) {
            return "The books have a " + kind + ", the ledger has a " + onLedger.kind + ".";
        }
        if (equals(onLedger)) {
            return null;
        }
        return !Objects.equals(subject, onLedger.subject)
                ? "The books have another person than the ledger."
                : !Objects.equals(counterparty, onLedger.counterparty)
                        ? "The books have another merchant than the ledger."
                        : !Objects.equals(cause, onLedger.cause)
                                ? "The books have another cause than the ledger."
                                : "The books have another number or time than the ledger.";
    }

    byte[] toBytes() {
        try {
            return JSON.writeValueAsBytes(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a transition is always JSON", e);
        }
    }

    static Transition fromBytes(byte[] bytes) {
        try {
            return JSON.readValue(bytes, Transition.class);
        } catch (IOException e) {
            throw new IllegalArgumentException("not a transition", e);
        }
    }
}
