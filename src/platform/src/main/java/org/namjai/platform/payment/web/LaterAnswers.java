package org.namjai.platform.payment.web;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.async.AsyncRequestTimeoutException;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Answers that are given after the request's thread has gone, straight into the response: Spring's own way dispatches the
 * request a second time.
 */
@Component
class LaterAnswers {
    /** Longer than the database may take to say that it is away. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final ObjectMapper json;
    private final HandlerExceptionResolver problems;

    LaterAnswers(ObjectMapper json, @Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems) {
        this.json = json;
        this.problems = problems;
    }

    LaterAnswer to(HttpServletRequest request, HttpServletResponse response) {
        AsyncContext context = request.startAsync(request, response);
        context.setTimeout(PATIENCE.toMillis());
        var answer = new LaterAnswer(context, request, response);
        context.addListener(answer);
        return answer;
    }

    /** Given once; who comes second finds the response gone and leaves it alone. */
    final class LaterAnswer implements AsyncListener {
        private final AsyncContext context;
        private final HttpServletRequest request;
        private final HttpServletResponse response;
        private final AtomicBoolean given = new AtomicBoolean();

        private LaterAnswer(AsyncContext context, HttpServletRequest request, HttpServletResponse response) {
            this.context = context;
            this.request = request;
            this.response = response;
        }

        void give(ResponseEntity<?> answer) {
            if (!given.compareAndSet(false, true)) return;
            try {
                write(answer);
            } catch (IOException e) {
                // The caller has hung up; it asks again.
            } finally {
                context.complete();
            }
        }

        private void write(ResponseEntity<?> answer) throws IOException {
            boolean isProblem = answer.getBody() instanceof ProblemDetail;
            // As Spring does.
            if (answer.getBody() instanceof ProblemDetail problem)
                problem.setInstance(URI.create(request.getRequestURI()));
            byte[] text = json.writeValueAsBytes(answer.getBody());
            response.setStatus(answer.getStatusCode().value());
            answer.getHeaders().forEach((name, values) -> values.forEach(value -> response.addHeader(name, value)));
            response.setContentType(
                    isProblem ? MediaType.APPLICATION_PROBLEM_JSON_VALUE : MediaType.APPLICATION_JSON_VALUE);
            response.setContentLength(text.length);
            // Kept whole until the container's own thread sends it: a caller that does not read holds nobody up.
            if (text.length > response.getBufferSize()) response.setBufferSize(text.length);
            response.getOutputStream().write(text);
        }

        /** As if the controller had thrown it. */
        void fail(Throwable fault) {
            if (!given.compareAndSet(false, true)) return;
            Throwable cause =
                    fault instanceof CompletionException && fault.getCause() != null ? fault.getCause() : fault;
            Exception thrown = cause instanceof Exception exception ? exception : new IllegalStateException(cause);
            try {
                Object handler = request.getAttribute(HandlerMapping.BEST_MATCHING_HANDLER_ATTRIBUTE);
                problems.resolveException(request, response, handler, thrown);
            } finally {
                context.complete();
            }
        }

        @Override
        public void onTimeout(AsyncEvent event) {
            fail(new AsyncRequestTimeoutException());
        }

        @Override
        public void onError(AsyncEvent event) {
            given.set(true);
        }

        @Override
        public void onComplete(AsyncEvent event) {
            // Nothing is left to do.
        }

        @Override
        public void onStartAsync(AsyncEvent event) {
            // Nobody starts it again.
        }
    }
}
