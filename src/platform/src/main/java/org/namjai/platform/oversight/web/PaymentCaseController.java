package org.namjai.platform.oversight.web;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.namjai.platform.oversight.Measure;
import org.namjai.platform.oversight.NewDispute;
import org.namjai.platform.oversight.PaymentCase;
import org.namjai.platform.oversight.PaymentCases;
import org.namjai.platform.participant.CallingParticipant;
import org.namjai.platform.shared.InvalidInput;
import org.namjai.platform.shared.ParticipantId;
import org.namjai.platform.shared.Problems;
import org.namjai.platform.shared.Reason;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** A participant disputes payments of its customers, and follows the cases that concern it; operators and auditors all. */
@RestController
@RequestMapping("/api/v1")
class PaymentCaseController {
    private final PaymentCases cases;

    PaymentCaseController(PaymentCases cases) {
        this.cases = cases;
    }

    @PostMapping("/payments/{id}/dispute")
    @PreAuthorize("hasRole('participant')")
    ResponseEntity<?> dispute(
            JwtAuthenticationToken login,
            @RequestHeader("Idempotency-Key") String key,
            @PathVariable UUID id,
            @RequestBody Body body) {
        return cases.dispute(body.dispute(key, CallingParticipant.of(login.getToken()), id))
                .fold(
                        opened -> ResponseEntity.accepted()
                                .location(URI.create("/api/v1/payment-cases/" + opened.id()))
                                .body(new Receipt(opened.id(), PaymentCase.State.OPEN.code())),
                        () -> problem(Problems.of(
                                HttpStatus.NOT_FOUND,
                                "No such payment",
                                "id",
                                "ไม่มีรายการที่ได้รับอนุมัติของลูกค้าคุณในฝ่ายนี้",
                                "is no authorised payment of a customer of yours on this side")),
                        () -> problem(Problems.keyReused()),
                        () -> problem(Problems.of(
                                HttpStatus.CONFLICT,
                                "Already open",
                                "id",
                                "รายการนี้มีเรื่องแบบเดียวกันรอพิจารณาอยู่แล้ว",
                                "has such a case already, which waits for its decision")));
    }

    @GetMapping("/payment-cases")
    @PreAuthorize("hasAnyRole('participant', 'operator', 'auditor')")
    List<View> list(JwtAuthenticationToken login) {
        Optional<ParticipantId> own = CallingParticipant.in(login);
        return own.map(cases::listOf).orElseGet(cases::list).stream()
                .map(about -> View.of(about, own.isEmpty()))
                .toList();
    }

    @GetMapping("/payment-cases/{id}")
    @PreAuthorize("hasAnyRole('participant', 'operator', 'auditor')")
    ResponseEntity<?> find(JwtAuthenticationToken login, @PathVariable UUID id) {
        Optional<ParticipantId> own = CallingParticipant.in(login);
        return own.map(participant -> cases.findOf(participant, id))
                .orElseGet(() -> cases.find(id))
                .<ResponseEntity<?>>map(about -> ResponseEntity.ok(View.of(about, own.isEmpty())))
                .orElseGet(() -> problem(Problems.of(
                        HttpStatus.NOT_FOUND, "No such case", "id", "ไม่มีเรื่องนี้", "is no case that concerns you")));
    }

    private static ResponseEntity<?> problem(ProblemDetail problem) {
        return ResponseEntity.of(problem).build();
    }

    record Body(String as, String grounds) {
        NewDispute dispute(String key, ParticipantId participant, UUID payment) {
            new InvalidInput.Check()
                    .valid(
                            as,
                            side -> side.equals("payer") || side.equals("merchant"),
                            "as",
                            "ต้องเป็น payer หรือ merchant",
                            "must be payer or merchant")
                    .present(grounds, "grounds")
                    .orThrow();
            return new NewDispute(
                    key, participant, payment, NewDispute.Side.valueOf(as.toUpperCase(Locale.ROOT)), grounds);
        }
    }

    record Receipt(UUID id, String state) {}

    /** Nobody reads who decided; what a participant reads says nothing of other participants' customers. */
    record View(
            UUID id,
            String kind,
            String programme,
            Reason reason,
            @Nullable UUID paymentId,
            @Nullable UUID merchantId,
            String state,
            @Nullable String outcome,
            @Nullable String note,
            Instant openedAt,
            @Nullable Instant closedAt,
            @Nullable Map<String, Long> evidence) {
        static View of(PaymentCase about, boolean all) {
            Measure measure = about.state() == PaymentCase.State.CLOSED ? about.measure() : null;
            return new View(
                    about.id(),
                    about.kind().code(),
                    about.programme().value(),
                    about.reason(),
                    about.payment(),
                    about.merchant(),
                    about.state().code(),
                    measure == null ? null : outcome(measure),
                    measure == null ? null : about.note(),
                    about.openedAt(),
                    about.closedAt(),
                    all ? about.evidence() : null);
        }

        private static String outcome(Measure measure) {
            return switch (measure) {
                case DISMISS -> "dismissed";
                case SUSPEND -> "merchant-suspended";
                case REVERSE -> "reversed";
            };
        }
    }
}
