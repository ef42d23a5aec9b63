package org.namjai.platform.ledger.web;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.namjai.corda.reader.Difference;
import org.namjai.corda.reader.LedgerVerification;
import org.namjai.corda.reader.LedgerVerification.Chain;
import org.namjai.platform.ledger.Receipt;
import org.namjai.platform.ledger.Receipts;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** An operator has the DGA's node held against the books; anybody on staff or among the participants checks a receipt. */
@RestController
@RequestMapping("/api/v1/ledger")
class LedgerProofController {
    private final ObjectProvider<LedgerVerification> verification;
    private final ObjectProvider<Receipts> receipts;

    LedgerProofController(ObjectProvider<LedgerVerification> verification, ObjectProvider<Receipts> receipts) {
        this.verification = verification;
        this.receipts = receipts;
    }

    /** Starts a verification, or goes on with one that was broken off. */
    @PostMapping("/verification")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @PreAuthorize("hasRole('operator')")
    View start() {
        return View.of(present(verification).start());
    }

    @GetMapping("/verification")
    @PreAuthorize("hasAnyRole('operator', 'auditor')")
    ResponseEntity<View> last() {
        return ResponseEntity.of(present(verification).last().map(View::of));
    }

    /** Whether a receipt is right, by the DGA's node alone. */
    @PostMapping("/receipts/verification")
    @PreAuthorize("hasAnyRole('operator', 'auditor', 'participant')")
    Answer check(@RequestBody Receipt receipt) {
        return present(receipts)
                .objection(receipt)
                .map(reason -> new Answer(false, reason))
                .orElseGet(() -> new Answer(true, null));
    }

    private static <T> T present(ObjectProvider<T> bean) {
        T found = bean.getIfAvailable();
        if (found == null) {
            throw new ResponseStatusException(HttpStatus.SERVICE_UNAVAILABLE, "the platform has no ledger node");
        }
        return found;
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
