package org.namjai.platform.request;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.namjai.platform.shared.CitizenId;

/**
 * Whoever decides cases.
 *
 * @param name the login's
 * @param citizenId if the login carries one: nobody decides about themselves
 * @param provinces whose cases this one works on, by DOPA's two digits; none means all, from the head office
 */
public record CaseWorker(String name, @Nullable CitizenId citizenId, Set<String> provinces) {
    public CaseWorker {
        provinces = Set.copyOf(provinces);
    }

    boolean worksIn(@Nullable String district) {
        return provinces.isEmpty() || district != null && provinces.contains(Cases.province(district));
    }
}
