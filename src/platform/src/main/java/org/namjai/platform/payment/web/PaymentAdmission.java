package org.namjai.platform.payment.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.ObservationPredicate;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.Semaphore;
import org.namjai.platform.shared.Problems;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.server.observation.ServerRequestObservationContext;

/**
 * So many payments are under way at once and no more: a rush of payments leaves the machine to everything else, and nobody
 * waits long. What comes beyond them is told to come again at once, before anything is spent on it.
 */
@Configuration(proxyBeanMethods = false)
class PaymentAdmission {
    private static final String PATH = "/api/v1/payments";

    static final String WAIT_TH = "มีรายการรออยู่มาก ลองใหม่อีกครั้ง";
    static final String WAIT_EN = "Too many payments wait; ask again.";

    @Bean
    FilterRegistrationBean<Gate> paymentGate(
            @Value("${namjai.payments.most-under-way:256}") int most, MeterRegistry meters, ObjectMapper json)
            throws JsonProcessingException {
        Counter shed = Counter.builder("namjai.payments.shed")
                .description("payments told to come again, because too many were under way")
                .register(meters);
        var gate = new FilterRegistrationBean<>(new Gate(most, shed, json));
        gate.addUrlPatterns(PATH);
        gate.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return gate;
    }

    /** Payments are counted by their groups; to observe each of them would cost more than to read it. */
    @Bean
    ObservationPredicate paymentsUnobserved() {
        return (name, context) -> !(context instanceof ServerRequestObservationContext call
                && PATH.equals(call.getCarrier().getRequestURI()));
    }

    static final class Gate implements Filter {
        private final Semaphore free;
        private final Counter shed;
        private final byte[] comeAgain;

        Gate(int most, Counter shed, ObjectMapper json) throws JsonProcessingException {
            this.free = new Semaphore(most);
            this.shed = shed;
            this.comeAgain = json.writeValueAsBytes(Problems.tooMany(WAIT_TH, WAIT_EN));
        }

        @Override
        public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
                throws IOException, ServletException {
            if (!free.tryAcquire()) {
                shed.increment();
                refuse((HttpServletResponse) response);
                return;
            }
            try {
                chain.doFilter(request, response);
            } finally {
                if (request.isAsyncStarted()) {
                    request.getAsyncContext().addListener(new Leaving());
                } else {
                    free.release();
                }
            }
        }

        /** The payment has its answer, or its caller has gone. */
        private final class Leaving implements AsyncListener {
            @Override
            public void onComplete(AsyncEvent event) {
                free.release();
            }

            @Override
            public void onTimeout(AsyncEvent event) {
                // Completed after this.
            }

            @Override
            public void onError(AsyncEvent event) {
                // Completed after this.
            }

            @Override
            public void onStartAsync(AsyncEvent event) {
                // Nobody starts it again.
            }
        }

        private void refuse(HttpServletResponse response) throws IOException {
            // After a 503 Tomcat would close the connection, and in a rush everybody would connect again.
            response.setStatus(HttpStatus.TOO_MANY_REQUESTS.value());
            response.setHeader(HttpHeaders.RETRY_AFTER, "1");
            response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
            response.setContentLength(comeAgain.length);
            response.getOutputStream().write(comeAgain);
        }
    }
}
