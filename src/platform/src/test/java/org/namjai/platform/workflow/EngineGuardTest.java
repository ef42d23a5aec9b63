package org.namjai.platform.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.el.ExpressionManager;
import org.camunda.bpm.engine.impl.el.JuelExpressionManager;
import org.camunda.bpm.engine.impl.el.StartProcessVariableScope;
import org.camunda.bpm.engine.impl.persistence.deploy.Deployer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.namjai.platform.EngineSlice;
import org.springframework.beans.factory.annotation.Autowired;

/** What the running engine refuses, whatever reaches it. */
class EngineGuardTest extends EngineSlice {
    @Autowired
    private ProcessEngine engine;

    @TempDir
    private Path directory;

    @Test
    void expressionInAnOrQuery_isRefusedAndDoesNothing() {
        Path canary = directory.resolve("canary");
        String reaching = reaching(canary);

        assertThatThrownBy(() -> engine.getTaskService()
                        .createTaskQuery()
                        .or()
                        .dueAfterExpression(reaching)
                        .taskName("x")
                        .endOr()
                        .list())
                .hasStackTraceContaining("An expression may name variables");
        assertThat(canary).doesNotExist();
    }

    @Test
    void reachingExpression_isRefusedByOurManagerAndBitesWithoutIt() {
        Path canary = directory.resolve("canary");
        String reaching = reaching(canary);

        assertThatThrownBy(() -> evaluate(manager(), reaching))
                .hasStackTraceContaining("An expression may name variables");
        assertThat(canary).doesNotExist();

        evaluate(new JuelExpressionManager(), reaching);
        assertThat(canary).exists();
    }

    @Test
    void beanThatIsNoDelegate_isNotResolvable() {
        assertThatThrownBy(() -> evaluate(manager(), "${dataSource}"))
                .hasStackTraceContaining("Cannot resolve identifier 'dataSource'");
        assertThatThrownBy(() -> evaluate(manager(), "${jdbcTemplate}"))
                .hasStackTraceContaining("Cannot resolve identifier 'jdbcTemplate'");
        assertThat(evaluate(manager(), "${lookUpRegistry}")).isInstanceOf(LookUpRegistry.class);
    }

    @Test
    void scriptThatPassedTheGate_isStillNotMade() {
        String model =
                """
                <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"
                    xmlns:camunda="http://camunda.org/schema/1.0/bpmn" targetNamespace="t">
                  <process id="scripted" isExecutable="true" camunda:historyTimeToLive="P1D">
                    <startEvent id="s"/><sequenceFlow id="f" sourceRef="s" targetRef="t"/>
                    <scriptTask id="t" scriptFormat="javascript"><script>1 + 1</script></scriptTask>
                  </process>
                </definitions>
                """;
        assertThatThrownBy(() -> deploy("scripted.bpmn", model)).hasMessageContaining("Deployment refused");

        withoutGate(() -> assertThatThrownBy(() -> deploy("scripted.bpmn", model))
                .hasStackTraceContaining("Scripts are not allowed"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"juel", "javascript"})
    void reachingDecisionThatPassedTheGate_doesNothing(String language) {
        Path canary = directory.resolve("canary");
        String model =
                """
                <definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/"
                    xmlns:camunda="http://camunda.org/schema/1.0/dmn" id="d" name="d" namespace="t">
                  <decision id="scripted" name="scripted" camunda:historyTimeToLive="P1D">
                    <variable id="v" name="v" typeRef="string"/>
                    <literalExpression id="l" expressionLanguage="%s"><text>%s</text></literalExpression>
                  </decision>
                </definitions>
                """
                        .formatted(language, reaching(canary));
        withoutGate(() -> {
            deploy("scripted.dmn", model);
            assertThatThrownBy(() -> engine.getDecisionService()
                            .evaluateDecisionByKey("scripted")
                            .evaluate())
                    .hasStackTraceContaining(language.equals("juel") ? "Cannot find method 'getClass'" : "javascript");
        });
        assertThat(canary).doesNotExist();
    }

    private void deploy(String name, String model) {
        engine.getRepositoryService()
                .createDeployment()
                .addInputStream(name, new java.io.ByteArrayInputStream(model.getBytes(StandardCharsets.UTF_8)))
                .deploy();
    }

    /** The engine's other locks alone. */
    private void withoutGate(Runnable test) {
        var cache = configuration().getDeploymentCache();
        List<Deployer> all = configuration().getDeployers();
        cache.setDeployers(all.stream()
                .filter(deployer -> !(deployer instanceof DeploymentGate))
                .toList());
        try {
            test.run();
        } finally {
            cache.setDeployers(all);
        }
    }

    private ProcessEngineConfigurationImpl configuration() {
        return (ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration();
    }

    private ExpressionManager manager() {
        return configuration().getExpressionManager();
    }

    private Object evaluate(ExpressionManager manager, String expression) {
        VariableScope nothing = StartProcessVariableScope.getSharedInstance();
        return configuration().getCommandExecutorTxRequired().execute(context -> manager.createExpression(expression)
                .getValue(nothing));
    }

    private static String reaching(Path canary) {
        return "${''.getClass().forName('java.io.File').getConstructor(''.getClass()).newInstance('" + canary
                + "').createNewFile()}";
    }
}
