package org.namjai.platform.ledger;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
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
