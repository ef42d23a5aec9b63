package org.namjai.platform.payment.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.http.converter.json.Jackson2ObjectMapperBuilder;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class PaymentGateTest {
    private static final FilterChain DECIDED = (request, response) -> {};

    private final ObjectMapper json = Jackson2ObjectMapperBuilder.json().build();
    private final Counter shed = new SimpleMeterRegistry().counter("shed");
    private final PaymentAdmission.Gate gate = new PaymentAdmission.Gate(
            1, Duration.ofMillis(50), shed, new LaterAnswers(json, (request, response, handler, fault) -> {
                throw new AssertionError(fault);
            }));

    @Test
    void oneMoreThanMayBeUnderWay_isToldToComeAgain_andTheFirstIsServed() throws Exception {
        var second = new MockHttpServletResponse();
        var first = new MockHttpServletResponse();
        MockHttpServletRequest tooMany = call();

        gate.doFilter(
                call(),
                first,
                (request, response) -> gate.doFilter(tooMany, second, (r, s) -> {
                    throw new AssertionError("let in");
                }));
        assertThat(tooMany.isAsyncStarted()).as("told after a moment").isTrue();
        await().until(() -> !tooMany.isAsyncStarted());

        assertThat(first.getStatus()).isEqualTo(200);
        assertThat(second.getStatus()).isEqualTo(429);
        assertThat(second.getHeader("Retry-After")).isEqualTo("1");
        assertThat(second.getContentType()).isEqualTo("application/problem+json");
        JsonNode told = json.readTree(second.getContentAsByteArray());
        assertThat(told.path("status").asInt()).isEqualTo(429);
        assertThat(told.path("detail").asText())
                .isEqualTo("มีรายการรออยู่มาก ลองใหม่อีกครั้ง / Too many payments wait; ask again.");
        assertThat(shed.count()).isEqualTo(1);
    }

    @Test
    void afterOneThatFailed_theNextIsLetIn() throws Exception {
        assertThatThrownBy(() -> gate.doFilter(call(), new MockHttpServletResponse(), (request, response) -> {
                    throw new ServletException("lost");
                }))
                .hasMessage("lost");

        var next = new MockHttpServletResponse();
        gate.doFilter(call(), next, DECIDED);

        assertThat(next.getStatus()).isEqualTo(200);
    }

    @Test
    void paymentThatIsAnsweredLater_keepsItsPlaceUntilThen() throws Exception {
        var waits = call();
        gate.doFilter(waits, new MockHttpServletResponse(), (request, response) -> request.startAsync());
        MockHttpServletRequest beside = call();
        gate.doFilter(beside, new MockHttpServletResponse(), DECIDED);

        Objects.requireNonNull(waits.getAsyncContext()).complete();
        var after = new MockHttpServletResponse();
        gate.doFilter(call(), after, DECIDED);

        assertThat(beside.isAsyncStarted()).as("not let in").isTrue();
        assertThat(after.getStatus()).isEqualTo(200);
    }

    private static MockHttpServletRequest call() {
        var call = new MockHttpServletRequest("POST", "/api/v1/payments");
        call.setAsyncSupported(true);
        return call;
    }
}
