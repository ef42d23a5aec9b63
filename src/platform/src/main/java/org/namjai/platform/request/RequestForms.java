package org.namjai.platform.request;

import java.util.Optional;

/** Where request forms come from: each version of a programme was deployed with its own. */
public interface RequestForms {
    /** @param definitionId the version, as the catalogue names it */
    Optional<ProgrammeForm> of(String definitionId);
}
