package org.namjai.platform.workflow;

import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.DeploymentBuilder;
import org.namjai.platform.programme.ProgrammeVersion;
import org.namjai.platform.programme.Programmes;
import org.namjai.platform.shared.ProgrammeId;
import org.springframework.stereotype.Service;

/** Deploys an officer's files, as Camunda Modeler's own call would: the same grants, the same check. */
@Service
public class ProgrammeFiles {
    private static final List<String> GROUPS = List.of("programme-officer");

    private final RepositoryService repository;
    private final IdentityService identity;
    private final Programmes programmes;

    ProgrammeFiles(RepositoryService repository, IdentityService identity, Programmes programmes) {
        this.repository = repository;
        this.identity = identity;
        this.programmes = programmes;
    }

    /** What the deployment check answered. */
    public sealed interface Answer {
        /** The version is in the catalogue, as a draft. */
        record Deployed(ProgrammeVersion version) implements Answer {}

        /** Nothing was deployed. */
        record Refused(String sentence) implements Answer {}
    }

    public Answer deploy(Map<String, byte[]> files, String officer) {
        identity.setAuthentication(officer, GROUPS);
        try {
            DeploymentBuilder deployment = repository.createDeployment().name("namjai/" + officer);
            files.forEach(
                    (name, content) -> deployment.addInputStream(name, new java.io.ByteArrayInputStream(content)));
            var deployed = deployment.deployWithResult().getDeployedProcessDefinitions();
            var definition = deployed.get(0);
            return programmes.versions(new ProgrammeId(definition.getKey())).stream()
                    .filter(version -> version.definitionId().equals(definition.getId()))
                    .<Answer>map(Answer.Deployed::new)
                    .findFirst()
                    .orElseThrow();
        } catch (BadUserRequestException refused) {
            return new Answer.Refused(String.valueOf(refused.getMessage()));
        } finally {
            identity.clearAuthentication();
        }
    }
}
