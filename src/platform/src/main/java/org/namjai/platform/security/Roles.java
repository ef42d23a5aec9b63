package org.namjai.platform.security;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.oauth2.core.ClaimAccessor;

/** The realm's roles, as the token's flat claim {@code roles} carries them. */
final class Roles {
    static final String CLAIM = "roles";
    static final String CITIZEN = "citizen";
    static final String CASE_WORKER = "case-worker";
    static final String PROGRAMME_OFFICER = "programme-officer";
    static final String APPROVER = "approver";
    static final String OPERATOR = "operator";
    static final String AUDITOR = "auditor";
    static final String CAMUNDA_ADMIN = "camunda-admin";
    static final String SUPER_APP = "super-app";
    static final String PARTICIPANT = "participant";

    /** Those who work in Camunda's webapps; each is a Camunda group of the same name. */
    static final Set<String> STAFF = Set.of(CASE_WORKER, PROGRAMME_OFFICER, OPERATOR, CAMUNDA_ADMIN);

    private static final String PREFIX = "ROLE_";

    private Roles() {}

    static List<String> in(ClaimAccessor token) {
        List<String> roles = token.hasClaim(CLAIM) ? token.getClaimAsStringList(CLAIM) : null;
        return roles == null ? List.of() : roles;
    }

    static Collection<GrantedAuthority> authorities(ClaimAccessor token) {
        return in(token).stream()
                .<GrantedAuthority>map(role -> new SimpleGrantedAuthority(PREFIX + role))
                .toList();
    }

    /** Staff groups among the authorities. */
    static List<String> groups(Collection<? extends @Nullable GrantedAuthority> authorities) {
        return authorities.stream()
                .map(authority -> authority == null ? "" : authority.getAuthority())
                .filter(authority -> authority.startsWith(PREFIX))
                .map(authority -> authority.substring(PREFIX.length()))
                .filter(STAFF::contains)
                .toList();
    }
}
