package org.namjai.platform.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.rest.security.auth.AuthenticationProvider;
import org.camunda.bpm.engine.rest.security.auth.AuthenticationResult;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;

/** Lets Camunda's webapps take over the login that Spring Security made. Made by name, hence public. */
public final class CamundaWebappUser implements AuthenticationProvider {
    @Override
    public AuthenticationResult extractAuthenticatedUser(HttpServletRequest request, ProcessEngine engine) {
        Authentication login = SecurityContextHolder.getContext().getAuthentication();
        if (login == null || !login.isAuthenticated()) return AuthenticationResult.unsuccessful();
        var groups = Roles.groups(login.getAuthorities());
        if (groups.isEmpty()) return AuthenticationResult.unsuccessful();
        AuthenticationResult result = AuthenticationResult.successful(login.getName());
        result.setGroups(groups);
        return result;
    }

    @Override
    public void augmentResponseByAuthenticationChallenge(HttpServletResponse response, ProcessEngine engine) {
        // Spring Security has already sent whoever is not logged in to Keycloak.
    }
}
