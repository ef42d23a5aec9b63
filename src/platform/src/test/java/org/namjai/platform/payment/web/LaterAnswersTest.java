package org.namjai.platform.payment.web;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.AsyncEvent;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.namjai.platform.payment.web.LaterAnswers.LaterAnswer;
import org.namjai.platform.shared.Problems;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.json.Jackson2ObjectMapperBuilder;
import org.springframework.mock.web.MockAsyncContext;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.context.request.async.AsyncRequestTimeoutException;
import org.springframework.web.servlet.ModelAndView;

class LaterAnswersTest {
    private final List<Exception> faults = new ArrayList<>();
    private final LaterAnswers answers =
            new LaterAnswers(Jackson2ObjectMapperBuilder.json().build(), (request, response, handler, fault) -> {
                faults.add(fault);
                response.setStatus(503);
                return new ModelAndView();
            });
    private final MockHttpServletRequest request = new MockHttpServletRequest("POST", "/api/v1/payments");
    private final MockHttpServletResponse response = new MockHttpServletResponse();
    private LaterAnswer answer;

    LaterAnswersTest() {
        request.setAsyncSupported(true);
    }

    @BeforeEach
    void waits() {
        answer = answers.to(request, response);
        assertThat(request.isAsyncStarted()).isTrue();
    }

    @Test
    void answer_isWrittenAndEndsTheWaiting() throws IOException {
        answer.give(ResponseEntity.ok(List.of("สวัสดี")));

        assertThat(request.isAsyncStarted()).isFalse();
        assertThat(response.getStatus()).isEqualTo(200);
        assertThat(response.getContentType()).isEqualTo("application/json");
        assertThat(response.getContentAsString(java.nio.charset.StandardCharsets.UTF_8))
                .isEqualTo("[\"สวัสดี\"]");
        assertThat(response.getContentLength()).isEqualTo(response.getContentAsByteArray().length);
    }

    @Test
    void longAnswer_isSentByTheContainerAndNotByWhoGivesIt() {
        answer.give(ResponseEntity.ok("x".repeat(100_000)));

        assertThat(response.getBufferSize()).isGreaterThanOrEqualTo(100_002);
    }

    @Test
    void problem_saysThatItIsOneAndKeepsItsHeaders() throws IOException {
        answer.give(Problems.tryAgain("รอ", "Wait."));

        assertThat(response.getStatus()).isEqualTo(503);
        assertThat(response.getContentType()).isEqualTo("application/problem+json");
        assertThat(response.getHeader("Retry-After")).isEqualTo("1");
        assertThat(response.getContentAsString()).contains("\"instance\":\"/api/v1/payments\"");
    }

    @Test
    void secondAnswer_isNotWrittenIntoTheNextCallersResponse() throws IOException {
        answer.give(ResponseEntity.ok(1));
        answer.give(ResponseEntity.ok(2));
        answer.fail(new IllegalStateException("too late"));

        assertThat(response.getContentAsString()).isEqualTo("1");
        assertThat(faults).isEmpty();
    }

    @Test
    void fault_isToldAsIfTheControllerHadThrownIt() {
        var lost = new IllegalStateException("lost");

        answer.fail(new CompletionException(lost));

        assertThat(faults).containsExactly(lost);
        assertThat(response.getStatus()).isEqualTo(503);
        assertThat(request.isAsyncStarted()).isFalse();
    }

    @Test
    void nobodyAnswersInTime_isATimeoutAndTheLateAnswerIsLeftAlone() throws IOException {
        var context = (MockAsyncContext) Objects.requireNonNull(request.getAsyncContext());
        assertThat(context.getTimeout()).as("ms").isEqualTo(60_000);
        context.getListeners().forEach(listener -> {
            try {
                listener.onTimeout(new AsyncEvent(context));
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
        answer.give(ResponseEntity.ok(1));

        assertThat(faults).singleElement().isInstanceOf(AsyncRequestTimeoutException.class);
        assertThat(response.getContentAsString()).isEmpty();
    }

    @Test
    void callerWhoHungUp_getsNothing() throws IOException {
        var context = (MockAsyncContext) Objects.requireNonNull(request.getAsyncContext());
        for (var listener : context.getListeners()) listener.onError(new AsyncEvent(context));

        answer.give(ResponseEntity.ok(1));

        assertThat(response.getContentAsString()).isEmpty();
    }
}
