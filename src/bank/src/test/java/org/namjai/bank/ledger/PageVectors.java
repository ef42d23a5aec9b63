package org.namjai.bank.ledger;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/** A page that the platform sealed once, with its keys; made by the platform's test of the same name. */
record PageVectors(
        String warning,
        String dgaPrivateKeyset,
        String participantPrivateKeyset,
        String participantPublicKeyset,
        String programme,
        String participant,
        long number,
        long firstTransition,
        ChainTotals totals,
        String merkleRoot,
        String keyForDga,
        String keyForParticipant,
        List<String> encrypted,
        List<String> clear) {

    static PageVectors read() {
        try (var file = PageVectors.class.getResourceAsStream("/ledger/page-vectors.json")) {
            return new ObjectMapper().readValue(file, PageVectors.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    ProposedPage page() {
        return new ProposedPage(
                programme,
                participant,
                number,
                firstTransition,
                HexFormat.of().parseHex(merkleRoot),
                totals,
                Base64.getDecoder().decode(keyForParticipant),
                encrypted.stream().map(Base64.getDecoder()::decode).toList());
    }
}
