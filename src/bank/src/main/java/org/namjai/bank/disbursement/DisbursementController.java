package org.namjai.bank.disbursement;

import jakarta.validation.Valid;
import java.util.UUID;
import org.namjai.bank.security.Refusal;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Where the platform instructs this bank. */
@RestController
class DisbursementController {
    private final Disbursements disbursements;

    DisbursementController(Disbursements disbursements) {
        this.disbursements = disbursements;
    }

    /** Accepted to be answered later; the same again changes nothing. */
    @PutMapping("/api/v1/disbursements/{id}")
    @ResponseStatus(HttpStatus.ACCEPTED)
    void instruct(@PathVariable UUID id, @Valid @RequestBody Instruction instruction) {
        if (disbursements.take(id, instruction) == Disbursements.Taken.CONTRADICTION) {
            throw new Refusal(
                    HttpStatus.CONFLICT,
                    "id",
                    "มีคำสั่งจ่ายอื่นภายใต้รหัสนี้แล้ว",
                    "Another instruction was given under this id.");
        }
    }
}
