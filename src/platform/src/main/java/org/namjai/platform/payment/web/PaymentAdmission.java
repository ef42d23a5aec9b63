package org.namjai.platform.payment.web;

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
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.namjai.platform.payment.web.LaterAnswers.LaterAnswer;
import org.namjai.platform.shared.Problems;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.observation.ServerRequestObservationContext;

/**
 * So many payments wait for their answer at once and no more, about a tenth of a second's work: a rush waits its turn, and
 * nobody waits long. What comes beyond them is not looked at, and is told to come again after a moment: told so at once, a
 * caller that does not heed it would cost more than those who pay.
 */
@Configuration(proxyBeanMethods = false)
class PaymentAdmission {
    static final String WAIT_TH = "มีรายการรออยู่มาก ลองใหม่อีกครั้ง";
    static final String WAIT_EN = "Too many payments wait; ask again.";

    private static final String PATH = "/api/v1/payments";

    @Bean
    FilterRegistrationBean<Gate> paymentGate(
            @Value("${namjai.payments.most-under-way:512}") int most,
            @Value("${namjai.payments.shed-after:1s}") Duration moment,
            MeterRegistry meters,
            LaterAnswers answers) {
        Counter shed = Counter.builder("namjai.payments.shed")
                .description("payments told to come again, because too many were under way")
                .register(meters);
        var gate = new FilterRegistrationBean<>(new Gate(most, moment, shed, answers));
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
        private final Executor afterAMoment;
        private final Counter shed;
        private final LaterAnswers answers;

        Gate(int most, Duration moment, Counter shed, LaterAnswers answers) {
            this.free = new Semaphore(most);
            this.afterAMoment =
                    CompletableFuture.delayedExecutor(moment.toMillis(), TimeUnit.MILLISECONDS, Runnable::run);
            this.shed = shed;
            this.answers = answers;
        }

        @Override
        public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
                throws IOException, ServletException {
            if (!free.tryAcquire()) {
                shed.increment();
                LaterAnswer answer = answers.to((HttpServletRequest) request, (HttpServletResponse) response);
                afterAMoment.execute(() -> answer.give(comeAgain()));
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

        /** After a 503 Tomcat would close the connection, and in a rush everybody would connect again. */
        private static ResponseEntity<ProblemDetail> comeAgain() {
            return ResponseEntity.status(HttpStatus.TOO_MANY_REQUESTS)
                    .header(HttpHeaders.RETRY_AFTER, "1")
                    .body(Problems.tooMany(WAIT_TH, WAIT_EN));
        }
    }
}
