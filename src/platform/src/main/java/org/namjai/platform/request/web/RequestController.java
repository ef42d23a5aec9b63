package org.namjai.platform.request.web;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.namjai.platform.request.AppealReceipt;
import org.namjai.platform.request.Appeals;
import org.namjai.platform.request.ApplicantMessages;
import org.namjai.platform.request.Evidence;
import org.namjai.platform.request.ExplainedDecision;
import org.namjai.platform.request.NewRequest;
import org.namjai.platform.request.Receipt;
import org.namjai.platform.request.RequestId;
import org.namjai.platform.request.RequestView;
import org.namjai.platform.request.Requests;
import org.namjai.platform.request.TableDecisions;
import org.namjai.platform.shared.CitizenId;
import org.namjai.platform.shared.InvalidInput;
import org.namjai.platform.shared.ParticipantId;
import org.namjai.platform.shared.Problems;
import org.namjai.platform.shared.ProgrammeId;
import org.namjai.platform.shared.Reason;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The Super App's back end sends requests and reads its own. */
@RestController
@RequestMapping("/api/v1/requests")
@PreAuthorize("hasRole('super-app')")
class RequestController {
    private final Requests requests;
    private final TableDecisions decisions;
    private final ApplicantMessages messages;
    private final Evidence evidence;
    private final Appeals appeals;

    RequestController(
            Requests requests,
            TableDecisions decisions,
            ApplicantMessages messages,
            Evidence evidence,
            Appeals appeals) {
        this.requests = requests;
        this.decisions = decisions;
        this.messages = messages;
        this.evidence = evidence;
        this.appeals = appeals;
    }

    @PostMapping
    ResponseEntity<?> receive(
            @AuthenticationPrincipal Jwt token, @RequestHeader("Idempotency-Key") String key, @RequestBody Body body) {
        return requests.receive(body.request(client(token), key))
                .fold(
                        RequestController::accepted,
                        reused -> problem(Problems.keyReused()),
                        already -> problem(conflict(already)),
                        invalid -> problem(Problems.of(HttpStatus.BAD_REQUEST, "Invalid input", invalid.problems())),
                        RequestController::busy);
    }

    private static ProblemDetail conflict(Receipt.AlreadyRequested already) {
        String th =
                switch (already.unit()) {
                    case PERSON -> "มีคำขอในโครงการนี้อยู่แล้ว";
                    case HOUSEHOLD -> "ครัวเรือนนี้มีคำขอในโครงการนี้อยู่แล้ว";
                    case PLOT -> "แปลงนี้มีคำขอในโครงการนี้อยู่แล้ว";
                };
        String en =
                switch (already.unit()) {
                    case PERSON -> "already has a request in this programme";
                    case HOUSEHOLD -> "names a household that already has a request in this programme";
                    case PLOT -> "names a plot that already has a request in this programme";
                };
        return Problems.of(HttpStatus.CONFLICT, "Already requested", already.field(), th, en);
    }

    private static ResponseEntity<?> busy() {
        return Problems.tryAgain("มีคำขอรออยู่มาก ลองใหม่อีกครั้ง", "Too many requests wait; ask again.");
    }

    @GetMapping("/{id}")
    ResponseEntity<?> find(@AuthenticationPrincipal Jwt token, @PathVariable UUID id) {
        return requests.findOf(client(token), new RequestId(id))
                .<ResponseEntity<?>>map(view -> ResponseEntity.ok(View.of(
                        view, messages.of(view.id()), evidence.asked(view.id()), decisions.explained(view.id()))))
                .orElseGet(() -> problem(Problems.of(
                        HttpStatus.NOT_FOUND, "No such request", "id", "ไม่มีคำขอนี้", "is no request's id")));
    }

    @PostMapping("/{id}/appeal")
    ResponseEntity<?> appeal(
            @AuthenticationPrincipal Jwt token,
            @RequestHeader("Idempotency-Key") String key,
            @PathVariable UUID id,
            @RequestBody Grounds body) {
        new InvalidInput.Check().present(body.grounds(), "grounds").orThrow();
        if (requests.findOf(client(token), new RequestId(id)).isEmpty()) return problem(noSuchRequest());
        AppealReceipt receipt = appeals.open(client(token), key, new RequestId(id), body.grounds());
        if (receipt instanceof AppealReceipt.Accepted accepted) {
            return ResponseEntity.accepted()
                    .location(URI.create("/api/v1/requests/" + id))
                    .body(new ReceiptView(accepted.id(), "appealed"));
        }
        return problem(refusal((AppealReceipt.Refused) receipt));
    }

    private static ProblemDetail refusal(AppealReceipt.Refused refused) {
        return switch (refused) {
            case KEY_REUSED -> Problems.keyReused();
            case TOO_LATE ->
                Problems.of(HttpStatus.CONFLICT, "Too late", "id", "พ้นกำหนดอุทธรณ์แล้ว", "can no longer be appealed");
            case NOT_APPEALABLE ->
                Problems.of(
                        HttpStatus.CONFLICT,
                        "Not appealable",
                        "id",
                        "ผลนี้อุทธรณ์ไม่ได้ เคยอุทธรณ์แล้ว หรือมีคำขอใหม่อยู่",
                        "was not turned down, was appealed already, or a newer request lives");
        };
    }

    private static ProblemDetail noSuchRequest() {
        return Problems.of(HttpStatus.NOT_FOUND, "No such request", "id", "ไม่มีคำขอนี้", "is no request's id");
    }

    record Grounds(String grounds) {
        @Override
        public String toString() {
            return "Grounds[hidden]";
        }
    }

    private static ResponseEntity<?> accepted(Receipt.Accepted receipt) {
        return ResponseEntity.accepted()
                .location(URI.create("/api/v1/requests/" + receipt.id()))
                .body(new ReceiptView(receipt.id().value(), receipt.state().code()));
    }

    /** The OAuth client: keys and requests belong to it. */
    private static String client(Jwt token) {
        String client = token.getClaimAsString("azp");
        if (client == null) {
            throw new AccessDeniedException("the token names no client");
        }
        return client;
    }

    private static ResponseEntity<?> problem(ProblemDetail problem) {
        return ResponseEntity.of(problem).build();
    }

    record Body(String programme, String citizenId, String participant, String account, Map<String, Object> answers) {
        NewRequest request(String client, String key) {
            new InvalidInput.Check()
                    .valid(programme, ProgrammeId::isValid, "programme", "ไม่ใช่รหัสโครงการ", "is no programme's id")
                    .valid(
                            citizenId,
                            CitizenId::isValid,
                            "citizenId",
                            "ไม่ใช่เลขประจำตัวประชาชนที่ถูกต้อง",
                            "must be 13 digits with the right check digit")
                    .valid(
                            participant,
                            ParticipantId::isValid,
                            "participant",
                            "ไม่ใช่รหัสธนาคารหรือผู้ให้บริการ",
                            "is no participant's id")
                    .present(account, "account")
                    .present(answers, "answers")
                    .that(
                            answers == null || !answers.containsValue(null),
                            "answers",
                            "มีคำตอบที่ว่าง",
                            "must not hold an empty answer")
                    .orThrow();
            return new NewRequest(
                    client,
                    key,
                    new ProgrammeId(programme),
                    new CitizenId(citizenId),
                    new ParticipantId(participant),
                    account,
                    answers);
        }

        @Override
        public String toString() {
            return "Body[" + programme + "]";
        }
    }

    record ReceiptView(UUID id, String state) {}

    record StepView(String state, Instant at) {}

    record View(
            UUID id,
            String programme,
            String state,
            List<Reason> reasons,
            @Nullable Long amountSatang,
            List<StepView> history,
            List<ApplicantMessages.Message> messages,
            List<EvidenceView> evidence,
            List<DecisionView> decisions) {
        static View of(
                RequestView view,
                List<ApplicantMessages.Message> messages,
                List<Evidence.Asked> evidence,
                List<ExplainedDecision> decisions) {
            return new View(
                    view.id().value(),
                    view.programme().value(),
                    view.state().code(),
                    view.reasons(),
                    view.amountSatang(),
                    view.history().stream()
                            .map(step -> new StepView(step.state().code(), step.at()))
                            .toList(),
                    messages,
                    EvidenceView.of(evidence),
                    decisions.stream().map(DecisionView::of).toList());
        }
    }
}
