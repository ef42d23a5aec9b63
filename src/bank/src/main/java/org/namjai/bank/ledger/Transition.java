package org.namjai.bank.ledger;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One decrypted transition.
 *
 * @param number place in the chain, from 1
 * @param kind the transfer's kind in the platform's books
 * @param amountSatang satang
 * @param subject the person's pseudonym
 * @param counterparty the merchant's id
 * @param cause the request, disbursement or payment that made it
 * @param at when, ISO 8601 in UTC
 */
record Transition(
        long number,
        String kind,
        long amountSatang,
        @Nullable String subject,
        @Nullable String counterparty,
        @Nullable UUID cause,
        String at) {

    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES);

    static Transition fromBytes(byte[] bytes) throws IOException {
        return JSON.readValue(bytes, Transition.class);
    }
}
