package org.namjai.platform.workflow.web;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.namjai.platform.shared.InvalidInput;
import org.namjai.platform.shared.Problems;
import org.namjai.platform.shared.ProgrammeId;
import org.namjai.platform.workflow.MigrationReport;
import org.namjai.platform.workflow.VersionMigration;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@RestController
class MigrationController {
    private final VersionMigration migration;

    MigrationController(VersionMigration migration) {
        this.migration = migration;
    }

    @PostMapping("/api/v1/programmes/{id}/migrations")
    @PreAuthorize("hasRole('programme-officer')")
    ResponseEntity<?> migrate(@PathVariable String id, @RequestBody Body body, Authentication officer) {
        String from = body.from() == null ? "" : body.from();
        new InvalidInput.Check().present(body.from(), "from").orThrow();
        Optional<MigrationReport> report = ProgrammeId.isValid(id)
                ? migration.migrate(new ProgrammeId(id), from, officer.getName())
                : Optional.empty();
        return report.<ResponseEntity<?>>map(ResponseEntity::ok).orElseGet(() -> ResponseEntity.of(Problems.of(
                        HttpStatus.NOT_FOUND,
                        "Nothing changed",
                        "from",
                        "ไม่ใช่รุ่นก่อนของโครงการที่ประกาศใช้",
                        "is no older version of a published programme"))
                .build());
    }

    record Body(@Nullable String from) {}
}
