package org.namjai.platform.security;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.access.AccessDeniedHandlerImpl;
import org.springframework.security.web.csrf.MissingCsrfTokenException;

/** A form sent after its session ended leads to a page that says so; any other refusal stays a refusal. */
final class SignInAgain implements AccessDeniedHandler {
    private final AccessDeniedHandler refusal = new AccessDeniedHandlerImpl();

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException denied)
            throws IOException, ServletException {
        if (denied instanceof MissingCsrfTokenException) {
            response.sendRedirect("/session-expired");
        } else {
            refusal.handle(request, response, denied);
        }
    }
}
