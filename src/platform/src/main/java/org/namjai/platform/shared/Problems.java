package org.namjai.platform.shared;

import java.util.List;
import java.util.stream.Collectors;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;

/** Problem details (RFC 9457) that name fields and their rules in Thai and English, as the property {@code errors}. */
public final class Problems {
    private Problems() {}

    public static ProblemDetail of(HttpStatus status, String title, List<FieldProblem> problems) {
        String detail = problems.stream()
                .map(problem -> problem.field() + " " + problem.en())
                .collect(Collectors.joining("; ", "", "."));
        ProblemDetail answer = ProblemDetail.forStatusAndDetail(status, detail);
        answer.setTitle(title);
        answer.setProperty("errors", problems);
        return answer;
    }

    public static ProblemDetail of(HttpStatus status, String title, String field, String th, String en) {
        return of(status, title, List.of(new FieldProblem(field, th, en)));
    }

    /** Nothing was decided, or it is not known what was: the same call may come again. */
    public static ResponseEntity<ProblemDetail> tryAgain(String th, String en) {
        return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
                .header(HttpHeaders.RETRY_AFTER, "1")
                .body(tryAgain(HttpStatus.SERVICE_UNAVAILABLE, th, en));
    }

    /** More is under way than can be served; nothing was decided. */
    public static ProblemDetail tooMany(String th, String en) {
        return tryAgain(HttpStatus.TOO_MANY_REQUESTS, th, en);
    }

    private static ProblemDetail tryAgain(HttpStatus status, String th, String en) {
        ProblemDetail answer = ProblemDetail.forStatusAndDetail(status, th + " / " + en);
        answer.setTitle("Try again");
        return answer;
    }

    /** The caller sent the same idempotency key with another content. */
    public static ProblemDetail keyReused() {
        return of(
                HttpStatus.UNPROCESSABLE_ENTITY,
                "Idempotency key reused",
                "Idempotency-Key",
                "เคยใช้กับคำขอที่มีเนื้อหาอื่นแล้ว",
                "was used before with another content");
    }
}
