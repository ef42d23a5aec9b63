package org.namjai.platform.programme;

import org.namjai.platform.shared.ProgrammeId;

/** What a deployment declares of a programme. */
public record NewVersion(
        ProgrammeId programme,
        String definitionId,
        String deploymentId,
        String tag,
        String nameTh,
        String nameEn,
        Programme.Unit unit,
        String deployedBy) {}
