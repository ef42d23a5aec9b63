package org.namjai.platform.account.web;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.namjai.platform.account.BooksProof.Finding;
import org.namjai.platform.account.BooksProof.Result;
import org.namjai.platform.account.BooksProof.Step;
import org.namjai.platform.account.BooksVerification;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** An operator has the books proven; an auditor sees what came out. */
@RestController
@RequestMapping("/api/v1/books/verification")
class BooksVerificationController {
    private final BooksVerification verification;

    BooksVerificationController(BooksVerification verification) {
        this.verification = verification;
    }

    @PostMapping
    @ResponseStatus(HttpStatus.ACCEPTED)
    @PreAuthorize("hasRole('operator')")
    View start() {
        return View.of(verification.start());
    }

    @GetMapping
    @PreAuthorize("hasAnyRole('operator', 'auditor')")
    ResponseEntity<View> last() {
        return ResponseEntity.of(verification.last().map(View::of));
    }

    /** What is not known yet is left null. */
    record View(
            String state,
            Instant startedAt,
            @Nullable Instant endedAt,
            @Nullable Step doing,
            @Nullable Long accounts,
            @Nullable Long transfers,
            @Nullable Finding finding) {
        static View of(BooksVerification.Run run) {
            Optional<Result> result = Optional.ofNullable(run.result());
            return new View(
                    run.state().name().toLowerCase(Locale.ROOT),
                    run.startedAt(),
                    run.endedAt(),
                    run.step(),
                    result.map(Result::accounts).orElse(null),
                    result.map(Result::transfers).orElse(null),
                    result.flatMap(Result::finding).orElse(null));
        }
    }
}
