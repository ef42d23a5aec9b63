package org.namjai.platform.disbursement.web;

import java.security.Principal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.namjai.platform.disbursement.Incident;
import org.namjai.platform.disbursement.Incidents;
import org.namjai.platform.shared.InvalidInput;
import org.namjai.platform.shared.Problems;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** What people have to settle with participants about pay-outs. */
@RestController
class IncidentController {
    private final Incidents incidents;

    IncidentController(Incidents incidents) {
        this.incidents = incidents;
    }

    @GetMapping("/api/v1/disbursements/incidents")
    @PreAuthorize("hasAnyRole('operator', 'auditor')")
    List<Listed> open() {
        return incidents.unsettled().stream().map(Listed::of).toList();
    }

    @PostMapping("/api/v1/disbursements/incidents/{id}/settlement")
    @PreAuthorize("hasRole('operator')")
    ResponseEntity<?> settle(@PathVariable long id, @RequestBody Settlement body, Principal operator) {
        Boolean payAgain = body.payAgain();
        new InvalidInput.Check().present(payAgain, "payAgain").orThrow();
        return incidents.settle(id, Boolean.TRUE.equals(payAgain), operator.getName())
                ? ResponseEntity.noContent().build()
                : ResponseEntity.of(Problems.of(
                                HttpStatus.NOT_FOUND,
                                "No such open incident",
                                "id",
                                "ไม่มีเหตุการณ์นี้ที่ยังไม่ปิด",
                                "is no open incident"))
                        .build();
    }

    /** @param payAgain whether a held pay-out waits to be paid again: the participant took back what it had credited */
    record Settlement(@Nullable Boolean payAgain) {}

    /** An open incident. */
    record Listed(long id, String kind, String participant, @Nullable UUID instruction, String message, Instant at) {
        static Listed of(Incident incident) {
            return new Listed(
                    incident.id(),
                    incident.kind().code(),
                    incident.participant().value(),
                    incident.instruction(),
                    incident.message(),
                    incident.at());
        }
    }
}
