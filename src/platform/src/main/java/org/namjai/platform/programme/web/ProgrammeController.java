package org.namjai.platform.programme.web;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.namjai.platform.account.Posting;
import org.namjai.platform.account.TransferOrder;
import org.namjai.platform.programme.Programme;
import org.namjai.platform.programme.Programmes;
import org.namjai.platform.shared.InvalidInput;
import org.namjai.platform.shared.Problems;
import org.namjai.platform.shared.ProgrammeId;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/programmes")
class ProgrammeController {
    private final Programmes programmes;

    ProgrammeController(Programmes programmes) {
        this.programmes = programmes;
    }

    @GetMapping
    @PreAuthorize("isAuthenticated()")
    List<View> all() {
        return programmes.all().stream().map(View::of).toList();
    }

    @PostMapping("/{id}/publication")
    @PreAuthorize("hasRole('approver')")
    ResponseEntity<?> publish(@PathVariable String id) {
        return changed(ProgrammeId.isValid(id) && programmes.publish(new ProgrammeId(id)));
    }

    @PutMapping("/{id}/window")
    @PreAuthorize("hasRole('approver')")
    ResponseEntity<?> setWindow(@PathVariable String id, @RequestBody WindowBody body) {
        return changed(ProgrammeId.isValid(id) && programmes.setWindow(new ProgrammeId(id), body.window()));
    }

    @PostMapping("/{id}/appropriations")
    @PreAuthorize("hasRole('approver')")
    ResponseEntity<?> appropriate(
            @PathVariable String id,
            @RequestHeader("Idempotency-Key") String key,
            @RequestBody AppropriationBody body) {
        if (!ProgrammeId.isValid(id) || programmes.find(new ProgrammeId(id)).isEmpty()) {
            return changed(false);
        }
        return programmes
                .appropriate(new ProgrammeId(id), body.amountSatang(), key)
                .fold(
                        posted -> ResponseEntity.status(HttpStatus.CREATED)
                                .body(new AppropriationView(
                                        posted.transfers().get(0).number(), body.amountSatang())),
                        ProgrammeController::refused);
    }

    private static ResponseEntity<?> refused(Posting.Refused refused) {
        if (refused.refusal() == Posting.Refusal.KEY_REUSED) {
            return problem(Problems.keyReused());
        }
        if (refused.refusal() == Posting.Refusal.KEY_NOT_PRINTABLE) {
            return problem(Problems.of(
                    HttpStatus.BAD_REQUEST,
                    "Invalid input",
                    "Idempotency-Key",
                    "มีอักขระควบคุม",
                    "has a control character"));
        }
        if (refused.refusal() == Posting.Refusal.KEY_TOO_LONG) {
            return problem(Problems.of(
                    HttpStatus.BAD_REQUEST,
                    "Invalid input",
                    "Idempotency-Key",
                    "ยาวเกินไป",
                    "is too long: with the programme's id it may have " + TransferOrder.MAX_KEY_LENGTH
                            + " characters"));
        }
        return problem(Problems.of(
                HttpStatus.BAD_REQUEST,
                "Invalid input",
                "amountSatang",
                "ต้องมากกว่า 0 และไม่ใหญ่เกินไป",
                "must be more than 0 and not too large for the books"));
    }

    private static ResponseEntity<?> changed(boolean found) {
        return found
                ? ResponseEntity.noContent().build()
                : problem(Problems.of(
                        HttpStatus.NOT_FOUND, "No such programme", "id", "ไม่มีโครงการนี้", "is no programme's id"));
    }

    private static ResponseEntity<?> problem(ProblemDetail problem) {
        return ResponseEntity.of(problem).build();
    }

    record AppropriationBody(long amountSatang) {}

    record AppropriationView(long number, long amountSatang) {}

    record WindowBody(Instant opensAt, Instant closesAt) {
        Programme.Window window() {
            new InvalidInput.Check()
                    .present(opensAt, "opensAt")
                    .present(closesAt, "closesAt")
                    .that(
                            opensAt == null || closesAt == null || opensAt.isBefore(closesAt),
                            "closesAt",
                            "ต้องอยู่หลังเวลาเปิด",
                            "must be after opensAt")
                    .orThrow();
            return new Programme.Window(opensAt, closesAt);
        }
    }

    record View(
            String id,
            String nameTh,
            String nameEn,
            String version,
            String state,
            @Nullable Instant opensAt,
            @Nullable Instant closesAt) {
        static View of(Programme programme) {
            Programme.Window window = programme.window();
            return new View(
                    programme.id().value(),
                    programme.nameTh(),
                    programme.nameEn(),
                    programme.version(),
                    programme.isPublished() ? "published" : "draft",
                    window == null ? null : window.opensAt(),
                    window == null ? null : window.closesAt());
        }
    }
}
