package org.namjai.platform.shared;

import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.oauth2.core.ClaimAccessor;

/**
 * Whoever decides cases.
 *
 * @param name the login's
 * @param citizenId if the login carries one: nobody decides about themselves
 * @param provinces whose cases this one works on, by DOPA's two digits; none means all, from the head office
 */
public record CaseWorker(String name, @Nullable CitizenId citizenId, Set<String> provinces) {
    private static final String PROVINCE = "PROVINCE_";

    public CaseWorker {
        provinces = Set.copyOf(provinces);
    }

    /** Whose login it is. */
    public static CaseWorker of(Authentication login) {
        return new CaseWorker(
                login.getName(),
                citizenId(login),
                login.getAuthorities().stream()
                        .map(GrantedAuthority::getAuthority)
                        .filter(name -> name != null && name.startsWith(PROVINCE))
                        .map(name -> name.substring(PROVINCE.length()))
                        .collect(Collectors.toUnmodifiableSet()));
    }

    /** The citizen number that the login carries, if it does. */
    public static @Nullable CitizenId citizenId(@Nullable Authentication login) {
        if (login == null || !(login.getPrincipal() instanceof ClaimAccessor claims)) return null;
        String digits = claims.getClaimAsString("citizen_id");
        return digits != null && CitizenId.isValid(digits) ? new CitizenId(digits) : null;
    }

    /** @param district DOPA's four digits, of which the first two are the province */
    public boolean worksIn(@Nullable String district) {
        return provinces.isEmpty() || district != null && provinces.contains(district.substring(0, 2));
    }
}
