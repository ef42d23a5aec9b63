package org.namjai.platform.workflow;

import java.io.ByteArrayInputStream;
import java.util.Locale;
import java.util.Optional;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.persistence.deploy.Deployer;
import org.camunda.bpm.engine.impl.persistence.entity.DeploymentEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ResourceEntity;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.instance.ExtensionElements;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaProperties;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaProperty;
import org.namjai.platform.programme.NewVersion;
import org.namjai.platform.programme.Programme;
import org.namjai.platform.programme.Programmes;
import org.namjai.platform.shared.ProgrammeId;
import org.springframework.beans.factory.ObjectProvider;

/**
 * A deployed process whose extension property {@code namjai:kind} is {@code programme} appears in the catalogue as a
 * draft version, in the same transaction. Its name reads "Thai / English"; {@code namjai:unit} says what gets at most
 * one grant in a round.
 */
final class ProgrammeCatalogue implements Deployer {
    /** Who deploys what comes with the platform. */
    static final String SHIPPED_BY = "namjai";

    private final ObjectProvider<Programmes> programmes;
    private final DeploymentGate gate;

    ProgrammeCatalogue(ObjectProvider<Programmes> programmes, DeploymentGate gate) {
        this.programmes = programmes;
        this.gate = gate;
    }

    @Override
    public void deploy(DeploymentEntity deployment) {
        if (!deployment.isNew() || deployment.getResources() == null) return;
        var deployed = deployment.getDeployedArtifacts(ProcessDefinitionEntity.class);
        if (deployed == null) return;
        for (ProcessDefinitionEntity definition : deployed) {
            register(definition, deployment);
        }
    }

    private void register(ProcessDefinitionEntity definition, DeploymentEntity deployment) {
        ResourceEntity resource = deployment.getResource(definition.getResourceName());
        var model = Bpmn.readModelFromStream(new ByteArrayInputStream(resource.getBytes()));
        Process process = model.getModelElementById(definition.getKey());
        if (!property(process, "namjai:kind").equals(Optional.of("programme"))) return;
        String[] names = process.getName().split(" / ", 2);
        String tag = definition.getVersionTag();
        programmes
                .getObject()
                .register(new NewVersion(
                        new ProgrammeId(definition.getKey()),
                        definition.getId(),
                        definition.getDeploymentId(),
                        tag == null ? String.valueOf(definition.getVersion()) : tag,
                        names[0],
                        names[names.length - 1],
                        Programme.Unit.valueOf(property(process, "namjai:unit")
                                .orElse("person")
                                .toUpperCase(Locale.ROOT)),
                        deployer(),
                        gate.warnings(deployment)));
    }

    private static String deployer() {
        String user = Context.getCommandContext().getAuthenticatedUserId();
        return user == null ? SHIPPED_BY : user;
    }

    private static Optional<String> property(Process process, String name) {
        ExtensionElements extensions = process.getExtensionElements();
        if (extensions == null) return Optional.empty();
        return extensions.getElementsQuery().filterByType(CamundaProperties.class).list().stream()
                .flatMap(properties -> properties.getCamundaProperties().stream())
                .filter(property -> name.equals(property.getCamundaName()))
                .map(CamundaProperty::getCamundaValue)
                .findFirst();
    }
}
