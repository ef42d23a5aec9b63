package org.namjai.platform.shared.web;

import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.namjai.platform.shared.FieldProblem;
import org.namjai.platform.shared.InvalidInput;
import org.namjai.platform.shared.Problems;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.transaction.TransactionException;
import org.springframework.web.bind.MissingRequestHeaderException;
import org.springframework.web.bind.ServletRequestBindingException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** Turns what goes wrong in REST controllers into RFC 9457 problem details, without a word of our insides. */
@RestControllerAdvice(annotations = RestController.class)
class ProblemAdvice extends ResponseEntityExceptionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(ProblemAdvice.class);

    @ExceptionHandler
    ProblemDetail invalid(InvalidInput invalid) {
        return badRequest(invalid.problems());
    }

    /** The database is away or took no connection: what the call did, if anything, shows when it is repeated. */
    @ExceptionHandler({DataAccessResourceFailureException.class, TransactionException.class})
    ResponseEntity<ProblemDetail> databaseAway(RuntimeException away) {
        LOG.error("the database is away", away);
        return Problems.tryAgain("ระบบขัดข้องชั่วคราว ลองใหม่อีกครั้ง", "The service is away for a moment; ask again.");
    }

    @ExceptionHandler
    ProblemDetail wrongType(MethodArgumentTypeMismatchException mismatch) {
        return badRequest(List.of(new FieldProblem(mismatch.getName(), "รูปแบบไม่ถูกต้อง", "has the wrong form")));
    }

    /** Anything unforeseen: logged for the operator, one sentence for the caller. */
    @ExceptionHandler
    ProblemDetail unforeseen(Exception fault) throws Exception {
        // Spring Security answers these.
        if (fault instanceof AccessDeniedException || fault instanceof AuthenticationException) {
            throw fault;
        }
        LOG.error("a request failed", fault);
        return ProblemDetail.forStatusAndDetail(
                HttpStatus.INTERNAL_SERVER_ERROR,
                "The platform could not do this now; the same request may be sent again.");
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException unreadable,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        return answer(badRequest(unreadable(unreadable.getCause())), headers, request, unreadable);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleServletRequestBindingException(
            ServletRequestBindingException missing, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        if (missing instanceof MissingRequestHeaderException header) {
            var problem = new FieldProblem(header.getHeaderName(), "ต้องมีส่วนหัวนี้", "this header is required");
            return answer(badRequest(List.of(problem)), headers, request, missing);
        }
        return super.handleServletRequestBindingException(missing, headers, status, request);
    }

    private @Nullable ResponseEntity<Object> answer(
            ProblemDetail problem, HttpHeaders headers, WebRequest request, Exception cause) {
        return handleExceptionInternal(cause, problem, headers, HttpStatus.BAD_REQUEST, request);
    }

    private static List<FieldProblem> unreadable(@Nullable Throwable cause) {
        if (cause instanceof UnrecognizedPropertyException unknown) {
            return List.of(new FieldProblem(path(unknown), "ไม่รู้จักฟิลด์นี้", "is not a known field"));
        }
        if (cause instanceof JsonMappingException mapping) {
            // A body that refused itself while it was read says more than the reader does.
            return mapping.getCause() instanceof InvalidInput invalid
                    ? invalid.problems()
                    : List.of(new FieldProblem(
                            path(mapping), "ไม่มีหรือรูปแบบไม่ถูกต้อง", "is missing or has the wrong form"));
        }
        return List.of(new FieldProblem("body", "ต้องเป็น JSON ที่ถูกต้อง", "must be well-formed JSON"));
    }

    private static String path(JsonMappingException mapping) {
        String path = mapping.getPath().stream()
                .map(reference ->
                        reference.getFieldName() == null ? "[" + reference.getIndex() + "]" : reference.getFieldName())
                .collect(Collectors.joining("."));
        return path.isEmpty() ? "body" : path;
    }

    private static ProblemDetail badRequest(List<FieldProblem> problems) {
        return Problems.of(HttpStatus.BAD_REQUEST, "Invalid input", problems);
    }
}
