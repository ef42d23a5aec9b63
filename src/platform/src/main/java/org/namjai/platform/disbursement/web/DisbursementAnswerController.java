package org.namjai.platform.disbursement.web;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.namjai.platform.disbursement.Answer;
import org.namjai.platform.disbursement.AnswerResult;
import org.namjai.platform.disbursement.Disbursements;
import org.namjai.platform.disbursement.InstructionId;
import org.namjai.platform.participant.CallingParticipant;
import org.namjai.platform.shared.InvalidInput;
import org.namjai.platform.shared.Problems;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Participants answer instructions here; only the one that was instructed finds the disbursement. */
@RestController
@PreAuthorize("hasRole('participant')")
class DisbursementAnswerController {
    private final Disbursements disbursements;

    DisbursementAnswerController(Disbursements disbursements) {
        this.disbursements = disbursements;
    }

    @PostMapping("/api/v1/disbursements/{id}/answer")
    ResponseEntity<?> answer(@AuthenticationPrincipal Jwt token, @PathVariable UUID id, @RequestBody Body body) {
        AnswerResult result =
                disbursements.answer(new InstructionId(id), CallingParticipant.of(token), body.answer(disbursements));
        return switch (result) {
            case RECORDED -> ResponseEntity.noContent().build();
            case CONTRADICTION ->
                problem(Problems.of(
                        HttpStatus.CONFLICT,
                        "Answered otherwise before",
                        "outcome",
                        "เคยตอบไว้เป็นอย่างอื่นแล้ว",
                        "contradicts the answer given before"));
            case UNKNOWN ->
                problem(Problems.of(
                        HttpStatus.NOT_FOUND,
                        "No such disbursement",
                        "id",
                        "ไม่มีรายการนี้",
                        "is no instruction to you"));
        };
    }

    private static ResponseEntity<?> problem(ProblemDetail problem) {
        return ResponseEntity.of(problem).build();
    }

    record Body(String outcome, @Nullable UUID walletId, @Nullable String reasonCode) {
        Answer answer(Disbursements disbursements) {
            boolean credited = "credited".equals(outcome);
            new InvalidInput.Check()
                    .valid(
                            outcome,
                            value -> value.equals("credited") || value.equals("refused"),
                            "outcome",
                            "ต้องเป็น credited หรือ refused",
                            "must be credited or refused")
                    .that(
                            (walletId != null) == credited,
                            "walletId",
                            "ต้องมีเมื่อเข้าบัญชีแล้วเท่านั้น",
                            "must be there when credited, and only then")
                    .that(
                            credited ? reasonCode == null : reasonCode != null && disbursements.knowsReason(reasonCode),
                            "reasonCode",
                            "ต้องเป็นเหตุผลที่รู้จักเมื่อปฏิเสธเท่านั้น",
                            "must be a known reason when refused, and only then")
                    .orThrow();
            return new Answer(walletId, reasonCode);
        }
    }
}
