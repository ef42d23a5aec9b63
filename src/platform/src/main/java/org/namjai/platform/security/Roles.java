package org.namjai.platform.security;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
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

    /** Camunda's group of everybody who works in Tasklist, whatever their province. */
    static final String TASKLIST = "tasklist";

    /** The claim with the provinces whose cases somebody works on, by DOPA's two digits; without it, all. */
    private static final String PROVINCES = "provinces";

    private static final String PREFIX = "ROLE_";
    private static final String PROVINCE = "PROVINCE_";

    private Roles() {}

    static List<String> in(ClaimAccessor token) {
        List<String> roles = token.hasClaim(CLAIM) ? token.getClaimAsStringList(CLAIM) : null;
        return roles == null ? List.of() : roles;
    }

    static Collection<GrantedAuthority> authorities(ClaimAccessor token) {
        return Stream.concat(
                        in(token).stream().map(PREFIX::concat), provinces(token).map(PROVINCE::concat))
                .<GrantedAuthority>map(SimpleGrantedAuthority::new)
                .toList();
    }

    private static Stream<String> provinces(ClaimAccessor token) {
        List<String> codes = token.hasClaim(PROVINCES) ? token.getClaimAsStringList(PROVINCES) : null;
        return codes == null ? Stream.of() : codes.stream().filter(code -> code.matches("[1-9][0-9]"));
    }

    /**
     * Camunda's groups: the staff's roles, but case workers of provinces are in their provinces' groups instead of the head
     * office's.
     */
    static List<String> groups(Collection<? extends @Nullable GrantedAuthority> authorities) {
        List<String> provinces = after(PROVINCE, authorities);
        return after(PREFIX, authorities).stream()
                .filter(STAFF::contains)
                .flatMap(role -> role.equals(CASE_WORKER) ? caseWorker(provinces) : Stream.of(role))
                .toList();
    }

    private static Stream<String> caseWorker(List<String> provinces) {
        Stream<String> offered = provinces.isEmpty()
                ? Stream.of(CASE_WORKER)
                : provinces.stream().map(code -> CASE_WORKER + "-" + code);
        return Stream.concat(Stream.of(TASKLIST), offered);
    }

    private static List<String> after(String prefix, Collection<? extends @Nullable GrantedAuthority> authorities) {
        return authorities.stream()
                .map(authority -> authority == null ? "" : authority.getAuthority())
                .filter(name -> name.startsWith(prefix))
                .map(name -> name.substring(prefix.length()))
                .distinct()
                .toList();
    }
}
