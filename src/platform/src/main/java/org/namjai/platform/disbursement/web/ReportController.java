package org.namjai.platform.disbursement.web;

import org.namjai.platform.disbursement.Reports;
import org.namjai.platform.participant.CallingParticipant;
import org.namjai.platform.shared.InvalidInput;
import org.namjai.platform.shared.Problems;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Participants send their ISO 20022 files here: reports on the files that they were sent, and their statements. */
@RestController
@PreAuthorize("hasRole('participant')")
class ReportController {
    private static final String ID = "[A-Za-z0-9-]{1,35}";

    private final Reports reports;

    ReportController(Reports reports) {
        this.reports = reports;
    }

    @PutMapping(
            path = "/api/v1/disbursement-files/{messageId}/status-reports/{reportId}",
            consumes = MediaType.APPLICATION_XML_VALUE)
    ResponseEntity<?> report(
            @AuthenticationPrincipal Jwt token,
            @PathVariable String messageId,
            @PathVariable String reportId,
            @RequestBody byte[] xml) {
        check(reportId, "reportId");
        return answer(reports.statusReport(CallingParticipant.of(token), messageId, reportId, xml));
    }

    @PutMapping(path = "/api/v1/statements/{statementId}", consumes = MediaType.APPLICATION_XML_VALUE)
    ResponseEntity<?> statement(
            @AuthenticationPrincipal Jwt token, @PathVariable String statementId, @RequestBody byte[] xml) {
        check(statementId, "statementId");
        return answer(reports.statement(CallingParticipant.of(token), statementId, xml));
    }

    private static void check(String id, String field) {
        new InvalidInput.Check()
                .valid(
                        id,
                        text -> text.matches(ID),
                        field,
                        "ต้องเป็นตัวอักษร ตัวเลข หรือขีด ไม่เกิน 35 ตัว",
                        "must be 1 to 35 letters, digits and hyphens")
                .orThrow();
    }

    private static ResponseEntity<?> answer(Reports.Taken taken) {
        return switch (taken) {
            case TAKEN -> ResponseEntity.noContent().build();
            case CONTRADICTION ->
                problem(Problems.of(
                        HttpStatus.CONFLICT,
                        "Sent otherwise before",
                        "id",
                        "เคยส่งไฟล์อื่นภายใต้รหัสนี้แล้ว",
                        "another file was sent under this id"));
            case UNKNOWN_FILE ->
                problem(Problems.of(
                        HttpStatus.NOT_FOUND,
                        "No such file",
                        "messageId",
                        "ไม่มีไฟล์คำสั่งนี้",
                        "is no instruction file of yours"));
        };
    }

    private static ResponseEntity<?> problem(ProblemDetail problem) {
        return ResponseEntity.of(problem).build();
    }
}
