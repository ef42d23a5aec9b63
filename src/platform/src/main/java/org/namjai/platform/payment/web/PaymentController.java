package org.namjai.platform.payment.web;

import java.util.List;
import java.util.UUID;
import org.namjai.platform.participant.CallingParticipant;
import org.namjai.platform.payment.Authorisation;
import org.namjai.platform.payment.PaymentOrder;
import org.namjai.platform.payment.Payments;
import org.namjai.platform.payment.Refusal;
import org.namjai.platform.shared.InvalidInput;
import org.namjai.platform.shared.ParticipantId;
import org.namjai.platform.shared.Problems;
import org.namjai.platform.shared.ProgrammeId;
import org.namjai.platform.shared.Pseudonym;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** The payer's participant asks for authorisation; the key it makes is the payment's id. */
@RestController
@PreAuthorize("hasRole('participant')")
class PaymentController {
    private final Payments payments;

    PaymentController(Payments payments) {
        this.payments = payments;
    }

    @PostMapping("/api/v1/payments")
    ResponseEntity<?> authorise(
            @AuthenticationPrincipal Jwt token, @RequestHeader("Idempotency-Key") UUID key, @RequestBody Body body) {
        return payments.authorise(body.order(key, CallingParticipant.of(token)))
                .fold(
                        decided -> ResponseEntity.ok(View.of(decided)),
                        () -> problem(Problems.keyReused()),
                        () -> problem(Problems.of(
                                HttpStatus.CONFLICT,
                                "Id taken",
                                "Idempotency-Key",
                                "รหัสนี้ถูกใช้แล้ว",
                                "is taken, make another UUID")),
                        PaymentController::busy);
    }

    private static ResponseEntity<?> busy() {
        return Problems.tryAgain("มีรายการรออยู่มาก ลองใหม่อีกครั้ง", "Too many payments wait; ask again.");
    }

    private static ResponseEntity<?> problem(ProblemDetail problem) {
        return ResponseEntity.of(problem).build();
    }

    record Body(
            String programme,
            String payerRef,
            UUID walletId,
            UUID merchantId,
            long amountSatang,
            String goodsClass,
            boolean faceToFace) {
        PaymentOrder order(UUID id, ParticipantId participant) {
            new InvalidInput.Check()
                    .valid(programme, ProgrammeId::isValid, "programme", "ไม่ใช่รหัสโครงการ", "is no programme's id")
                    .valid(payerRef, Pseudonym::isValid, "payerRef", "ไม่ใช่รหัสผู้จ่าย", "is no payee reference")
                    .present(walletId, "walletId")
                    .present(merchantId, "merchantId")
                    .present(goodsClass, "goodsClass")
                    .orThrow();
            return new PaymentOrder(
                    id,
                    participant,
                    new ProgrammeId(programme),
                    new Pseudonym(payerRef),
                    walletId,
                    merchantId,
                    amountSatang,
                    goodsClass,
                    faceToFace);
        }
    }

    record ReasonView(String side, String code, String th, String en) {
        static ReasonView of(Refusal refusal) {
            return new ReasonView(
                    refusal.side(),
                    refusal.reason().code(),
                    refusal.reason().th(),
                    refusal.reason().en());
        }
    }

    record View(UUID id, String outcome, List<ReasonView> reasons) {
        static View of(Authorisation.Decided decided) {
            return new View(
                    decided.payment(),
                    decided.isAuthorised() ? "authorised" : "refused",
                    decided.refusals().stream().map(ReasonView::of).toList());
        }
    }
}
