package org.namjai.bank.security;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.MissingRequestHeaderException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.client.RestClientException;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** RFC 9457 problem details that name the field and the rule, and nothing of our insides. */
@RestControllerAdvice(annotations = org.springframework.web.bind.annotation.RestController.class)
class Problems extends ResponseEntityExceptionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);
    private static final String SEPARATOR = " / ";

    /** One broken rule. */
    record FieldError(String field, String th, String en) {}

    @ExceptionHandler
    ResponseEntity<Object> refused(Refusal refusal, WebRequest request) {
        return problem(refusal, refusal.status(), List.of(refusal.error()), request);
    }

    @ExceptionHandler
    ResponseEntity<Object> platformAway(RestClientException e, WebRequest request) {
        LOG.warn("The platform can't be reached: {}", e.getMessage());
        return problem(
                e,
                HttpStatus.SERVICE_UNAVAILABLE,
                List.of(new FieldError(
                        "",
                        "ระบบกลางไม่ตอบ โปรดลองใหม่",
                        "The platform does not answer; try again with the same key.")),
                request);
    }

    @ExceptionHandler
    ResponseEntity<Object> notAnId(MethodArgumentTypeMismatchException e, WebRequest request) {
        return problem(
                e,
                HttpStatus.BAD_REQUEST,
                List.of(new FieldError(e.getName(), "ต้องเป็น UUID", "must be a UUID")),
                request);
    }

    @ExceptionHandler
    ResponseEntity<Object> bug(RuntimeException e, WebRequest request) {
        if (e instanceof org.springframework.security.access.AccessDeniedException) throw e;
        LOG.error("A call failed", e);
        return problem(
                e,
                HttpStatus.INTERNAL_SERVER_ERROR,
                List.of(new FieldError("", "ระบบขัดข้อง", "Something went wrong here; it has been noted.")),
                request);
    }

    @Override
    protected ResponseEntity<Object> handleMethodArgumentNotValid(
            MethodArgumentNotValidException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        List<FieldError> errors = e.getBindingResult().getFieldErrors().stream()
                .map(error -> fieldError(error.getField(), String.valueOf(error.getDefaultMessage())))
                .toList();
        return problem(e, HttpStatus.UNPROCESSABLE_ENTITY, errors, request);
    }

    private static FieldError fieldError(String field, String message) {
        String[] both = message.split(SEPARATOR, 2);
        return both.length == 2
                ? new FieldError(field, both[0], both[1])
                : new FieldError(field, "ข้อมูลไม่ถูกต้อง", message);
    }

    @Override
    protected ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        String field = e.getCause() instanceof com.fasterxml.jackson.databind.JsonMappingException mapping
                ? mapping.getPath().stream()
                        .map(part -> String.valueOf(part.getFieldName()))
                        .collect(java.util.stream.Collectors.joining("."))
                : "";
        return problem(
                e,
                HttpStatus.BAD_REQUEST,
                List.of(new FieldError(
                        field,
                        "เนื้อความไม่ใช่ JSON ตามที่กำหนด หรือมีช่องที่ไม่รู้จัก",
                        "The body is not the JSON that is asked for, or has an unknown field.")),
                request);
    }

    @Override
    protected ResponseEntity<Object> handleServletRequestBindingException(
            org.springframework.web.bind.ServletRequestBindingException e,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        String field = e instanceof MissingRequestHeaderException missing ? missing.getHeaderName() : "";
        return problem(e, HttpStatus.BAD_REQUEST, List.of(new FieldError(field, "ต้องระบุ", "is required")), request);
    }

    private ResponseEntity<Object> problem(
            Exception cause, HttpStatus status, List<FieldError> errors, WebRequest request) {
        String detail =
                errors.isEmpty() ? status.getReasonPhrase() : errors.get(0).en();
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
        problem.setProperty("errors", errors);
        ResponseEntity<Object> response = handleExceptionInternal(cause, problem, new HttpHeaders(), status, request);
        return response == null ? ResponseEntity.status(status).build() : response;
    }
}
