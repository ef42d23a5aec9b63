package org.namjai.platform.payment.web;

import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.namjai.platform.participant.CallingParticipant;
import org.namjai.platform.payment.ReversalAnswer;
import org.namjai.platform.payment.ReversalOrder;
import org.namjai.platform.payment.Reversals;
import org.namjai.platform.shared.InvalidInput;
import org.namjai.platform.shared.ParticipantId;
import org.namjai.platform.shared.Problems;
import org.namjai.platform.shared.Reason;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** The merchant's participant gives money of a sale back; the key it makes is the reversal's id. */
@RestController
@PreAuthorize("hasRole('participant')")
class ReversalController {
    private final Reversals reversals;

    ReversalController(Reversals reversals) {
        this.reversals = reversals;
    }

    @PostMapping("/api/v1/payments/{id}/reversal")
    ResponseEntity<?> reverse(
            @AuthenticationPrincipal Jwt token,
            @PathVariable UUID id,
            @RequestHeader("Idempotency-Key") UUID key,
            @RequestBody Body body) {
        return reversals
                .reverse(body.order(key, id, CallingParticipant.of(token)))
                .fold(
                        decided -> ResponseEntity.ok(View.of(decided)),
                        () -> ResponseEntity.of(Problems.keyReused()).build(),
                        () -> ResponseEntity.of(Problems.of(
                                        HttpStatus.NOT_FOUND,
                                        "No such payment",
                                        "id",
                                        "ไม่มีรายการชำระเงินนี้ของร้านค้าของท่าน",
                                        "is no payment to a merchant of yours"))
                                .build());
    }

    record Body(@Nullable Long amountSatang, @Nullable String reason) {
        ReversalOrder order(UUID id, UUID payment, ParticipantId participant) {
            new InvalidInput.Check()
                    .present(amountSatang, "amountSatang")
                    .present(reason, "reason")
                    .orThrow();
            return new ReversalOrder(
                    id, payment, participant, Objects.requireNonNull(amountSatang), Objects.requireNonNull(reason));
        }
    }

    record View(UUID id, UUID payment, String outcome, List<Reason> reasons) {
        static View of(ReversalAnswer.Decided decided) {
            return new View(
                    decided.order().id(),
                    decided.order().payment(),
                    decided.reasons().isEmpty() ? "reversed" : "refused",
                    decided.reasons());
        }
    }
}
