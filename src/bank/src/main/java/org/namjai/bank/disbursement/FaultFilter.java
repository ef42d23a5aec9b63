package org.namjai.bank.disbursement;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** The faults of a bank's connection, where the platform instructs it. */
@Component
@ConditionalOnProperty(FaultsController.ALLOWED)
class FaultFilter extends OncePerRequestFilter {
    private static final int NEVER_SENT = 1_000;

    private final FaultsController faults;

    FaultFilter(FaultsController faults) {
        this.faults = faults;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !request.getMethod().equals("PUT") || !request.getRequestURI().startsWith("/api/v1/disbursement");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (faults.has(Fault.REFUSE)) {
            response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
            return;
        }
        if (!faults.has(Fault.LOSE_CONNECTION)) {
            chain.doFilter(request, response);
            if (faults.has(Fault.SLOW)) pause();
            return;
        }
        chain.doFilter(request, new HttpServletResponseWrapper(response));
        // Promises a body and breaks off, so that the caller never learns what became of its message.
        response.setContentLength(NEVER_SENT);
        response.flushBuffer();
        throw new IOException("the connection is lost on purpose");
    }

    private void pause() {
        try {
            Thread.sleep(faults.delay().toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
