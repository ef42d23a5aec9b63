package org.namjai.platform.workflow;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.migration.MigratingProcessInstanceValidationException;
import org.camunda.bpm.engine.migration.MigrationPlan;
import org.camunda.bpm.engine.migration.MigrationPlanValidationException;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.namjai.platform.programme.Programme;
import org.namjai.platform.programme.ProgrammeVersion;
import org.namjai.platform.programme.Programmes;
import org.namjai.platform.shared.ProgrammeId;
import org.springframework.stereotype.Service;

/**
 * Moves requests that wait in an older version to the published one. One officer may do it alone: the published version
 * was approved by two people, and nobody can be moved to any other. Each request moves by itself or stays where it is.
 */
@Service
public class VersionMigration {
    private static final int MOST_AT_ONCE = 1_000;

    private final RuntimeService runtime;
    private final Programmes programmes;

    VersionMigration(RuntimeService runtime, Programmes programmes) {
        this.runtime = runtime;
        this.programmes = programmes;
    }

    /** Requests that run in a version. */
    public long running(String definitionId) {
        return runtime.createProcessInstanceQuery()
                .processDefinitionId(definitionId)
                .count();
    }

    /**
     * At most 1,000 in one call; the report says which, and the same call goes on with the rest.
     *
     * @return none when the programme is not published or the version is not an older one of it
     */
    public Optional<MigrationReport> migrate(ProgrammeId id, String fromDefinition, String by) {
        Optional<String> target = programmes.find(id).map(Programme::definitionId);
        boolean older = programmes.versions(id).stream()
                .filter(version -> version.state() != ProgrammeVersion.State.PUBLISHED)
                .anyMatch(version -> version.definitionId().equals(fromDefinition));
        if (target.isEmpty() || !older) return Optional.empty();
        MigrationReport report = migrate(fromDefinition, target.get());
        programmes.recordMigration(id, fromDefinition, by);
        return Optional.of(report);
    }

    private MigrationReport migrate(String from, String to) {
        List<String> moved = new ArrayList<>();
        List<MigrationReport.Stayed> stayed = new ArrayList<>();
        List<ProcessInstance> waiting = runtime.createProcessInstanceQuery()
                .processDefinitionId(from)
                .rootProcessInstances()
                .listPage(0, MOST_AT_ONCE);
        try {
            MigrationPlan plan =
                    runtime.createMigrationPlan(from, to).mapEqualActivities().build();
            for (ProcessInstance instance : waiting) move(plan, instance, moved, stayed);
        } catch (MigrationPlanValidationException invalid) {
            waiting.forEach(instance -> stayed.add(stayed(instance, "the versions have nothing in common")));
        }
        return new MigrationReport(from, to, moved, stayed);
    }

    private void move(
            MigrationPlan plan, ProcessInstance instance, List<String> moved, List<MigrationReport.Stayed> stayed) {
        try {
            runtime.newMigration(plan).processInstanceIds(instance.getId()).execute();
            moved.add(instance.getBusinessKey());
        } catch (MigratingProcessInstanceValidationException invalid) {
            stayed.add(stayed(instance, reason(invalid)));
        }
    }

    private static MigrationReport.Stayed stayed(ProcessInstance instance, String reason) {
        return new MigrationReport.Stayed(instance.getBusinessKey(), reason);
    }

    /** The steps at which it waits and that the other version has not. */
    private static String reason(MigratingProcessInstanceValidationException invalid) {
        var reasons = invalid.getValidationReport().getActivityInstanceReports().stream()
                .map(report -> report.getSourceScopeId() + ": " + String.join("; ", report.getFailures()))
                .toList();
        return reasons.isEmpty() ? "it cannot be moved now" : String.join(" ", reasons);
    }
}
