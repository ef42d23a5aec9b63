package org.namjai.platform.security;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.identity.User;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.security.web.authentication.SavedRequestAwareAuthenticationSuccessHandler;
import org.springframework.stereotype.Component;

/** At each login of staff, mirrors their roles into Camunda's groups; citizens never enter the engine's tables. */
@Component
class CamundaLogin extends SavedRequestAwareAuthenticationSuccessHandler {
    private final IdentityService identity;
    private final CamundaGrants grants;

    CamundaLogin(IdentityService identity, CamundaGrants grants) {
        this.identity = identity;
        this.grants = grants;
    }

    @Override
    public void onAuthenticationSuccess(
            HttpServletRequest request, HttpServletResponse response, Authentication authentication)
            throws ServletException, IOException {
        if (authentication.getPrincipal() instanceof OidcUser user) {
            mirror(user, new HashSet<>(Roles.groups(authentication.getAuthorities())));
        }
        super.onAuthenticationSuccess(request, response, authentication);
    }

    private void mirror(OidcUser login, Set<String> wanted) {
        User known = identity.createUserQuery().userId(login.getName()).singleResult();
        if (wanted.isEmpty() && known == null) return;
        save(known == null ? identity.newUser(login.getName()) : known, login);
        List<String> had = identity.createGroupQuery().groupMember(login.getName()).list().stream()
                .map(Group::getId)
                .toList();
        wanted.stream().filter(group -> !had.contains(group)).forEach(group -> {
            grants.group(group);
            identity.createMembership(login.getName(), group);
        });
        had.stream()
                .filter(group -> !wanted.contains(group))
                .forEach(group -> identity.deleteMembership(login.getName(), group));
    }

    private void save(User user, OidcUser login) {
        user.setFirstName(Objects.toString(login.getGivenName(), login.getName()));
        user.setLastName(Objects.toString(login.getFamilyName(), ""));
        identity.saveUser(user);
    }
}
