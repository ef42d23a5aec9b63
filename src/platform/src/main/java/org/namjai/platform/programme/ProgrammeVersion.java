package org.namjai.platform.programme;

import java.time.Instant;
import java.util.List;
import org.namjai.platform.shared.ProgrammeId;

/**
 * A deployed version of a programme.
 *
 * @param definitionId the engine's id of its process
 * @param tag the officer's own name of the version
 * @param warnings what the deployment check found careless, though harmless
 */
public record ProgrammeVersion(
        ProgrammeId programme,
        String definitionId,
        String deploymentId,
        String tag,
        String nameTh,
        String nameEn,
        Programme.Unit unit,
        State state,
        String deployedBy,
        Instant deployedAt,
        List<String> warnings) {
    /** One version at most is published; those published before it are superseded. */
    public enum State {
        DRAFT,
        PUBLISHED,
        SUPERSEDED
    }
}
