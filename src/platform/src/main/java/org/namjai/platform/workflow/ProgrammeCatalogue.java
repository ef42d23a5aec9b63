package org.namjai.platform.workflow;

import java.io.ByteArrayInputStream;
import org.camunda.bpm.engine.impl.persistence.deploy.Deployer;
import org.camunda.bpm.engine.impl.persistence.entity.DeploymentEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ResourceEntity;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.instance.ExtensionElements;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaProperties;
import org.namjai.platform.programme.Programmes;
import org.namjai.platform.shared.ProgrammeId;
import org.springframework.beans.factory.ObjectProvider;

/**
 * A deployed process whose extension property {@code namjai:kind} is {@code programme} appears in the catalogue, as a
 * draft, in the same transaction. Its name reads "Thai / English".
 */
final class ProgrammeCatalogue implements Deployer {
    private final ObjectProvider<Programmes> programmes;

    ProgrammeCatalogue(ObjectProvider<Programmes> programmes) {
        this.programmes = programmes;
    }

    @Override
    public void deploy(DeploymentEntity deployment) {
        if (!deployment.isNew() || deployment.getResources() == null) return;
        for (ResourceEntity resource : deployment.getResources().values()) {
            if (resource.getName().endsWith(".bpmn")) register(resource);
        }
    }

    private void register(ResourceEntity resource) {
        var model = Bpmn.readModelFromStream(new ByteArrayInputStream(resource.getBytes()));
        for (Process process : model.getModelElementsByType(Process.class)) {
            if (!isProgramme(process)) continue;
            String[] names = process.getName().split(" / ", 2);
            String version = process.getCamundaVersionTag();
            programmes
                    .getObject()
                    .register(
                            new ProgrammeId(process.getId()),
                            names[0],
                            names[names.length - 1],
                            version == null ? "1" : version);
        }
    }

    private static boolean isProgramme(Process process) {
        ExtensionElements extensions = process.getExtensionElements();
        if (extensions == null) return false;
        return extensions.getElementsQuery().filterByType(CamundaProperties.class).list().stream()
                .flatMap(properties -> properties.getCamundaProperties().stream())
                .anyMatch(property -> "namjai:kind".equals(property.getCamundaName())
                        && "programme".equals(property.getCamundaValue()));
    }
}
