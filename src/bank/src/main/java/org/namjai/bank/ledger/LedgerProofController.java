package org.namjai.bank.ledger;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.namjai.corda.reader.Difference;
import org.namjai.corda.reader.LedgerVerification;
import org.namjai.corda.reader.LedgerVerification.Chain;
import org.namjai.corda.reader.NodeUnreachableException;
import org.namjai.corda.reader.PageReceipt;
import org.namjai.corda.reader.PageReceipt.Check;
import org.namjai.corda.reader.RemoteNode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** The bank checks for itself: its own node against its own books, and a receipt against its own node. */
@RestController
@RequestMapping("/api/v1/ledger")
class LedgerProofController {
    private static final Logger log = LoggerFactory.getLogger(LedgerProofController.class);

    private final Optional<LedgerVerification> verification;
    private final Optional<PageReview> review;
    private final Optional<RemoteNode> node;

    LedgerProofController(
            Optional<LedgerVerification> verification, Optional<PageReview> review, Optional<RemoteNode> node) {
        this.verification = verification;
        this.review = review;
        this.node = node;
    }

    /** Starts a verification, or goes on with one that was broken off. */
    @PostMapping("/verification")
    @ResponseStatus(HttpStatus.ACCEPTED)
    View start() {
        return View.of(present(verification).start());
    }

    @GetMapping("/verification")
    ResponseEntity<View> last() {
        return ResponseEntity.of(present(verification).last().map(View::of));
    }

    /** Whether a receipt is right, by the bank's own node and key alone. */
    @PostMapping("/receipts/verification")
    Answer check(@RequestBody Receipt receipt) {
        Check check = receipt.claim().checkedWith(present(node));
        if (check instanceof Check.Fails fails) {
            return new Answer(false, fails.reason());
        }
        var page = PagesAgainstBooks.proposed(((Check.Holds) check).page().page());
        return present(review).says(page, receipt.number(), receipt.transition())
                ? new Answer(true, null)
                : new Answer(false, "The ledger's transition says something else than the receipt.");
    }

    private static <T> T present(Optional<T> part) {
        return part.orElseThrow(() -> new ResponseStatusException(
                HttpStatus.SERVICE_UNAVAILABLE, "this gateway has no node, or no keyset for the ledger"));
    }

    @ExceptionHandler
    ProblemDetail unreachable(NodeUnreachableException e) {
        log.warn("the bank's own node does not answer", e);
        return ProblemDetail.forStatusAndDetail(HttpStatus.SERVICE_UNAVAILABLE, "the bank's node does not answer");
    }

    /** A receipt as the platform gives it. */
    record Receipt(
            String programme,
            String participant,
            long number,
            long page,
            int index,
            int transitions,
            String encrypted,
            List<String> path,
            String root,
            String transactionId,
            Transition transition) {
        Receipt {
            Stream.of(programme, participant, encrypted, path, root, transactionId, transition)
                    .forEach(Objects::requireNonNull);
        }

        PageReceipt claim() {
            return new PageReceipt(
                    programme, participant, number, page, index, transitions, encrypted, path, root, transactionId);
        }
    }

    /** @param reason why it is not valid */
    record Answer(boolean valid, @Nullable String reason) {}

    record View(String state, List<Chain> chains, List<Difference> differences, @Nullable String failure) {
        static View of(LedgerVerification.Run run) {
            return new View(
                    run.state().name().toLowerCase(Locale.ROOT), run.chains(), run.differences(), run.failure());
        }
    }
}
