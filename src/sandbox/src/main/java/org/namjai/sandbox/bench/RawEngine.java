package org.namjai.sandbox.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.persistence.deploy.Deployer;
import org.camunda.bpm.engine.repository.DeploymentWithDefinitions;
import org.camunda.bpm.engine.variable.VariableMap;
import org.camunda.bpm.engine.variable.Variables;

/**
 * The platform's own engine with a copy of the programme's process and tables in which every task does nothing: what the
 * engine alone takes for a process of that shape.
 */
final class RawEngine {
    private static final String NAME = "bench-raw";

    private final RuntimeService runtime;
    private final ProcessEngineConfigurationImpl engine;
    private final String definition;
    private final Map<String, Object> facts;

    /** @param facts of somebody whose case is clear */
    RawEngine(WebPlatform platform, String programme, List<String> tables, Map<String, Object> facts)
            throws IOException {
        this.runtime = platform.bean(RuntimeService.class);
        this.engine = platform.bean(ProcessEngineConfigurationImpl.class);
        this.facts = facts;
        this.definition = deploy(platform.bean(RepositoryService.class), programme, tables);
    }

    /** Past the deployment check, which knows this process for none of ours. */
    private String deploy(RepositoryService repository, String programme, List<String> tables) throws IOException {
        List<Deployer> all = engine.getDeployers();
        engine.getDeploymentCache()
                .setDeployers(all.stream()
                        .filter(deployer -> !deployer.getClass().getName().startsWith("org.namjai"))
                        .toList());
        try {
            var deployment = repository
                    .createDeployment()
                    .name(NAME)
                    .addString(
                            NAME + ".bpmn",
                            resource("/bpmn/" + programme + ".bpmn", programme)
                                    .replaceAll(
                                            "delegateExpression=\"#\\{[A-Za-z]+}\"",
                                            "delegateExpression=\"#{" + WebPlatform.NOTHING + "}\""));
            for (String table : tables) {
                deployment.addString(
                        renamed(programme + "-" + table, programme) + ".dmn",
                        resource("/dmn/" + programme + "-" + table + ".dmn", programme));
            }
            DeploymentWithDefinitions deployed = deployment.deployWithResult();
            return deployed.getDeployedProcessDefinitions().get(0).getId();
        } finally {
            engine.getDeploymentCache().setDeployers(all);
        }
    }

    private static String resource(String name, String programme) throws IOException {
        try (InputStream file = RawEngine.class.getResourceAsStream(name)) {
            if (file == null) throw new IllegalStateException("no " + name);
            return renamed(new String(file.readAllBytes(), StandardCharsets.UTF_8), programme);
        }
    }

    /** A table that is not called eligibility is not recorded as a request's decision. */
    private static String renamed(String text, String programme) {
        return text.replace(programme, NAME).replace(NAME + "-eligibility", NAME + "-rules");
    }

    /** One process in a transaction of its own. */
    void run() {
        runtime.startProcessInstanceById(definition, UUID.randomUUID().toString(), variables());
    }

    /** Many in one transaction and command. */
    void run(int processes) {
        engine.getCommandExecutorTxRequired().execute(context -> {
            for (int i = 0; i < processes; i++) run();
            return null;
        });
    }

    private VariableMap variables() {
        VariableMap variables = Variables.createVariables();
        facts.forEach((name, value) -> variables.putValueTyped(name, Variables.untypedValue(value, true)));
        return variables;
    }
}
