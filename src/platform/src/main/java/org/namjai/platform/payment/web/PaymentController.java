package org.namjai.platform.payment.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.namjai.platform.geography.Districts;
import org.namjai.platform.participant.CallingParticipant;
import org.namjai.platform.payment.Authorisation;
import org.namjai.platform.payment.FaceToFace;
import org.namjai.platform.payment.MerchantQrs;
import org.namjai.platform.payment.MerchantQrs.Scanned;
import org.namjai.platform.payment.PaymentOrder;
import org.namjai.platform.payment.Payments;
import org.namjai.platform.payment.Refusal;
import org.namjai.platform.payment.web.LaterAnswers.LaterAnswer;
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
    private final MerchantQrs qrs;
    private final Districts districts;
    private final LaterAnswers answers;

    PaymentController(Payments payments, MerchantQrs qrs, Districts districts, LaterAnswers answers) {
        this.payments = payments;
        this.qrs = qrs;
        this.districts = districts;
        this.answers = answers;
    }

    @PostMapping("/api/v1/payments")
    void authorise(
            @AuthenticationPrincipal Jwt token,
            @RequestHeader("Idempotency-Key") UUID key,
            @RequestBody Body body,
            HttpServletRequest request,
            HttpServletResponse response) {
        PaymentOrder order = order(key, CallingParticipant.of(token), body);
        LaterAnswer answer = answers.to(request, response);
        payments.authorise(order).whenComplete((authorisation, fault) -> {
            if (fault == null) {
                answer.give(view(authorisation));
            } else {
                answer.fail(fault);
            }
        });
    }

    private static ResponseEntity<?> view(Authorisation authorisation) {
        return authorisation.fold(
                decided -> ResponseEntity.ok(View.of(decided)),
                () -> problem(Problems.keyReused()),
                () -> problem(Problems.of(
                        HttpStatus.CONFLICT,
                        "Id taken",
                        "Idempotency-Key",
                        "รหัสนี้ถูกใช้แล้ว",
                        "is taken, make another UUID")),
                () -> Problems.tryAgain(PaymentAdmission.WAIT_TH, PaymentAdmission.WAIT_EN));
    }

    private static ResponseEntity<?> problem(ProblemDetail problem) {
        return ResponseEntity.of(problem).build();
    }

    private PaymentOrder order(UUID id, ParticipantId participant, Body body) {
        body.orThrow(districts);
        Scanned scanned = body.qr() == null ? null : qrs.read(body.qr());
        return new PaymentOrder(
                id,
                participant,
                new ProgrammeId(body.programme()),
                new Pseudonym(body.payerRef()),
                body.walletId(),
                scanned == null
                        ? Objects.requireNonNull(body.merchantId())
                        : scanned.merchant().merchant().id(),
                body.amount(scanned),
                body.goodsClasses(),
                body.faceToFace() == null ? null : body.faceToFace().evidence(),
                scanned == null ? null : scanned.label());
    }

    /**
     * Names the merchant by its id or by the text of its QR code.
     *
     * @param amountSatang may be left out when the QR code has it
     * @param faceToFace left out when payer and merchant did not meet
     */
    record Body(
            String programme,
            String payerRef,
            UUID walletId,
            @Nullable UUID merchantId,
            @Nullable String qr,
            @Nullable Long amountSatang,
            List<String> goodsClasses,
            @Nullable Meeting faceToFace) {
        void orThrow(Districts districts) {
            InvalidInput.Check check = new InvalidInput.Check()
                    .valid(programme, ProgrammeId::isValid, "programme", "ไม่ใช่รหัสโครงการ", "is no programme's id")
                    .valid(payerRef, Pseudonym::isValid, "payerRef", "ไม่ใช่รหัสผู้จ่าย", "is no payee reference")
                    .present(walletId, "walletId")
                    .that(
                            (merchantId == null) != (qr == null),
                            "merchantId",
                            "ต้องระบุ merchantId หรือ qr อย่างใดอย่างหนึ่ง",
                            "or qr is required, and not both")
                    .that(
                            goodsClasses != null && goodsClasses.stream().allMatch(Objects::nonNull),
                            "goodsClasses",
                            "ต้องระบุ",
                            "are required");
            if (faceToFace != null) faceToFace.check(districts, check);
            check.orThrow();
        }

        /** The QR code's amount, when it has one, is the only one that may be paid. */
        long amount(@Nullable Scanned scanned) {
            Long asked = scanned == null ? null : scanned.amountSatang();
            new InvalidInput.Check()
                    .present(asked == null ? amountSatang : asked, "amountSatang")
                    .that(
                            asked == null || amountSatang == null || asked.equals(amountSatang),
                            "amountSatang",
                            "ต้องเท่ากับจำนวนเงินใน QR",
                            "must be the amount of the QR code")
                    .orThrow();
            return Objects.requireNonNull(asked == null ? amountSatang : asked);
        }
    }

    /** Where and when the payer's phone read the code. */
    record Meeting(boolean scannedInPerson, String district, Instant at) {
        private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
        private static final Instant LATEST = Instant.parse("2100-01-01T00:00:00Z");

        void check(Districts districts, InvalidInput.Check check) {
            check.valid(
                            district,
                            code -> districts.find(code).isPresent(),
                            "faceToFace.district",
                            "ไม่มีรหัสอำเภอหรือเขตนี้",
                            "must be a district's four-digit DOPA code")
                    .present(at, "faceToFace.at")
                    .that(
                            at == null || at.isAfter(EARLIEST) && at.isBefore(LATEST),
                            "faceToFace.at",
                            "เวลาไม่ถูกต้อง",
                            "must be a time of this century");
        }

        FaceToFace evidence() {
            return new FaceToFace(scannedInPerson, district, at);
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
