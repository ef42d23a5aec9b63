package org.namjai.platform.ledger;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeyTemplates;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.hybrid.HybridConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.namjai.corda.contracts.MerkleTree;

/**
 * A page sealed once, with its keys, kept as {@code ledger/page-vectors.json} here and in the bank's tests: what this
 * side seals, that side must be able to open. The keys are for these tests alone.
 *
 * <p>{@code main} makes the file anew; copy it to the bank's test resources when the format changes on purpose.
 */
record PageVectors(
        String warning,
        String dgaPrivateKeyset,
        String participantPrivateKeyset,
        String participantPublicKeyset,
        String programme,
        String participant,
        long number,
        long firstTransition,
        PageTotals totals,
        String merkleRoot,
        String keyForDga,
        String keyForParticipant,
        List<String> encrypted,
        List<String> clear) {

    static final String TEMPLATE = "DHKEM_X25519_HKDF_SHA256_HKDF_SHA256_AES_256_GCM";

    static PageVectors read() {
        try (var file = PageVectors.class.getResourceAsStream("/ledger/page-vectors.json")) {
            return new ObjectMapper().readValue(file, PageVectors.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    PageId id() {
        return new PageId(programme, participant, number);
    }

    static KeysetHandle newKeyset() throws GeneralSecurityException {
        HybridConfig.register();
        return KeysetHandle.generateNew(KeyTemplates.get(TEMPLATE));
    }

    static String json(KeysetHandle keyset) throws GeneralSecurityException {
        return TinkJsonProtoKeysetFormat.serializeKeyset(keyset, InsecureSecretKeyAccess.get());
    }

    static String publicJson(KeysetHandle keyset) throws GeneralSecurityException {
        return TinkJsonProtoKeysetFormat.serializeKeysetWithoutSecret(keyset.getPublicKeysetHandle());
    }

    /** Transitions of every kind that a bank of this issue sees, numbered from {@code first}. */
    static List<Transition> transitions(long first) {
        var person = "mfrggzdfmztwq2lknnwg23tpobyxe43u";
        var disbursement = UUID.fromString("7b0a3d2e-6f0a-4a3e-9d0c-1f2e3d4c5b6a");
        var refused = UUID.fromString("0c9b8a79-6857-4463-a251-40312e1d0cfb");
        var request = UUID.fromString("11111111-2222-4333-8444-555555555555");
        var payment = UUID.fromString("99999999-8888-4777-a666-555555555555");
        var merchant = "5c1e6f0e-3e0b-4c3e-8b1a-2b3c4d5e6f70";
        var at = "2026-11-23T13:00:00Z";
        return List.of(
                new Transition(first, "commit", 1_000_000, person, null, request, at),
                new Transition(first + 1, "disburse", 1_000_000, person, null, disbursement, at),
                new Transition(first + 2, "confirm", 1_000_000, person, null, disbursement, at),
                new Transition(first + 3, "cancel", 1_000_000, person, null, refused, at),
                new Transition(first + 4, "purchase", 12_300, person, merchant, payment, at));
    }

    public static void main(String[] args) throws IOException, GeneralSecurityException {
        var dga = newKeyset();
        var participant = newKeyset();
        var id = new PageId("digital-wallet", "bua", 1);
        var transitions = transitions(1);
        var sealed = PageCipher.seal(
                id, transitions, Keys.of(json(dga)).forDga(), Keys.forParticipant(publicJson(participant)));
        var totals = PageTotals.ZERO;
        for (var transition : transitions) {
            totals = totals.plus(transition.kind(), transition.amountSatang());
        }
        var base64 = Base64.getEncoder();
        var vectors = new PageVectors(
                "FOR TESTS ONLY: these keys are public",
                json(dga),
                json(participant),
                publicJson(participant),
                id.programme(),
                id.participant(),
                id.number(),
                1,
                totals,
                HexFormat.of()
                        .withUpperCase()
                        .formatHex(MerkleTree.root(DgaNode.opaque(sealed.transitions()))
                                .getBytes()),
                base64.encodeToString(sealed.keyForDga()),
                base64.encodeToString(sealed.keyForParticipant()),
                sealed.transitions().stream().map(base64::encodeToString).toList(),
                transitions.stream()
                        .map(t -> new String(t.toBytes(), StandardCharsets.UTF_8))
                        .toList());
        var json = new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(vectors);
        Files.writeString(Path.of(args[0]), json + "\n");
    }
}
