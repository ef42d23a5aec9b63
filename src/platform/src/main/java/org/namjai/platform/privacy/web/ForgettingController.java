package org.namjai.platform.privacy.web;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.namjai.platform.privacy.People;
import org.namjai.platform.privacy.People.Forgetting;
import org.namjai.platform.shared.CitizenId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** An operator forgets a person who may ask for it. The number travels in the body, never in an address. */
@RestController
class ForgettingController {
    private static final Logger LOG = LoggerFactory.getLogger(ForgettingController.class);

    private final People people;

    ForgettingController(People people) {
        this.people = people;
    }

    /** @param reason why it is lawful; kept with the tombstone */
    record Wish(@NotBlank String citizenId, @NotBlank @Size(max = 150) String reason) {}

    @PostMapping("/api/v1/privacy/destructions")
    @PreAuthorize("hasRole('operator')")
    ResponseEntity<ProblemDetail> forget(@Valid @RequestBody Wish wish, Authentication who) {
        if (!CitizenId.isValid(wish.citizenId())) {
            return refused(HttpStatus.UNPROCESSABLE_ENTITY, "เลขประจำตัวประชาชนไม่ถูกต้อง / This is not a citizen id.");
        }
        Forgetting forgetting =
                people.forget(new CitizenId(wish.citizenId()), wish.reason() + " (" + who.getName() + ")");
        LOG.info("{} asked to forget somebody: {}", who.getName(), forgetting);
        return switch (forgetting) {
            case FORGOTTEN -> ResponseEntity.noContent().build();
            case UNKNOWN -> refused(HttpStatus.NOT_FOUND, "ไม่พบบุคคลนี้ / Nobody is known by this number.");
            case STILL_INVOLVED ->
                refused(
                        HttpStatus.CONFLICT,
                        "ยังมีคำขอหรือเงินคงเหลือ จึงลบข้อมูลไม่ได้ / A request is open or money is left: not yet.");
        };
    }

    private static ResponseEntity<ProblemDetail> refused(HttpStatus status, String detail) {
        return ResponseEntity.status(status).body(ProblemDetail.forStatusAndDetail(status, detail));
    }
}
