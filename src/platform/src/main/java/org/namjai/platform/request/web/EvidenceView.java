package org.namjai.platform.request.web;

import java.time.Instant;
import java.util.List;
import org.namjai.platform.request.Evidence.Asked;

/**
 * A look into a registry as its person may see it, in the API and on the pages: never what the registry said.
 *
 * @param registry its code, which is the key of its name
 * @param usable whether the registry has a record that states all that it must
 */
record EvidenceView(String registry, Instant at, boolean usable) {
    static List<EvidenceView> of(List<Asked> evidence) {
        return evidence.stream()
                .map(asked -> new EvidenceView(asked.registry().code(), asked.at(), asked.usable()))
                .toList();
    }
}
