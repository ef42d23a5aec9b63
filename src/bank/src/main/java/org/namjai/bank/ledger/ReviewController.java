package org.namjai.bank.ledger;

import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import net.corda.core.utilities.OpaqueBytes;
import org.namjai.corda.contracts.PackedTransitions;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** Where the bank's own node asks whether it may sign a page. */
@RestController
class ReviewController {
    private final Optional<PageReview> review;

    ReviewController(Optional<PageReview> review) {
        this.review = review;
    }

    /** {@code yes}, or {@code no: <row> <reason>}; any other answer means that nothing was decided. */
    @PostMapping(
            path = "/internal/ledger/review",
            consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE,
            produces = MediaType.TEXT_PLAIN_VALUE)
    ResponseEntity<String> review(@RequestParam MultiValueMap<String, String> form) {
        var reviewer = review.orElseThrow(() -> new ResponseStatusException(
                HttpStatus.SERVICE_UNAVAILABLE, "namjai.ledger.keyset is not set: this bank reviews no pages"));
        var answer = reviewer.review(page(form))
                .map(objection -> "no: " + objection.row() + " " + objection.reason())
                .orElse("yes");
        return ResponseEntity.ok(answer);
    }

    private static ProposedPage page(MultiValueMap<String, String> form) {
        try {
            var encrypted = transitions(form);
            if (number(form, "transitions") != encrypted.size()) {
                throw new IllegalArgumentException("the count is not that of the transitions");
            }
            return new ProposedPage(
                    text(form, "programme"),
                    text(form, "participant"),
                    number(form, "number"),
                    number(form, "firstTransition"),
                    HexFormat.of().parseHex(text(form, "merkleRoot")),
                    totals(form),
                    Base64.getDecoder().decode(text(form, "key")),
                    encrypted);
        } catch (IllegalArgumentException e) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST, "not a page", e);
        }
    }

    private static List<byte[]> transitions(MultiValueMap<String, String> form) {
        var packed = new OpaqueBytes(Base64.getUrlDecoder().decode(text(form, "packed")));
        return PackedTransitions.unpack(packed).stream()
                .map(OpaqueBytes::getBytes)
                .toList();
    }

    private static ChainTotals totals(MultiValueMap<String, String> form) {
        return new ChainTotals(
                number(form, "committed"),
                number(form, "disbursed"),
                number(form, "spent"),
                number(form, "reversed"),
                number(form, "returned"),
                number(form, "settled"));
    }

    private static long number(MultiValueMap<String, String> form, String name) {
        return Long.parseLong(text(form, name));
    }

    private static String text(MultiValueMap<String, String> form, String name) {
        var values = form.get(name);
        if (values == null || values.size() != 1) {
            throw new IllegalArgumentException(name + " is to be given once");
        }
        return values.get(0);
    }
}
