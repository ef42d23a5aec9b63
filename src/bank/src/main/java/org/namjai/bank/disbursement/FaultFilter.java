package org.namjai.bank.disbursement;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** A bank that is slow or takes nothing, where the platform instructs it. */
@Component
@ConditionalOnProperty(FaultsController.ALLOWED)
class FaultFilter extends OncePerRequestFilter {
    private final FaultsController faults;

    FaultFilter(FaultsController faults) {
        this.faults = faults;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !isInstruction(request);
    }

    static boolean isInstruction(HttpServletRequest request) {
        return request.getMethod().equals("PUT") && request.getRequestURI().startsWith("/api/v1/disbursement");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (faults.has(Fault.REFUSE)) {
            response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
            return;
        }
        chain.doFilter(request, response);
        if (faults.has(Fault.SLOW)) pause();
    }

    private void pause() {
        try {
            Thread.sleep(faults.delay().toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
