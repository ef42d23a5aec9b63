package org.namjai.platform.programme;

import java.util.List;
import org.namjai.platform.shared.ProgrammeId;

/**
 * What a deployment declares of a programme.
 *
 * @param warnings what the deployment check found careless, though harmless
 */
public record NewVersion(
        ProgrammeId programme,
        String definitionId,
        String deploymentId,
        String tag,
        String nameTh,
        String nameEn,
        Programme.Unit unit,
        String deployedBy,
        List<String> warnings) {}
