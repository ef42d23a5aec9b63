package org.namjai.platform.workflow;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.jspecify.annotations.Nullable;
import org.namjai.platform.registry.Question;
import org.namjai.platform.registry.Registry;
import org.namjai.platform.request.Evidence;
import org.springframework.stereotype.Component;

/**
 * Asks one registry what the task's input parameters say. The facts live for this transaction only and never reach the
 * engine's tables.
 */
@Component
class LookUpRegistry implements JavaDelegate {
    private static final String REGISTRY = "registry";

    private final Evidence evidence;

    LookUpRegistry(Evidence evidence) {
        this.evidence = evidence;
    }

    @Override
    public void execute(DelegateExecution task) {
        Case.addFacts(task, evidence.lookUp(Case.request(task), question(task), Case.askedSince(task)));
    }

    private static Question question(DelegateExecution task) {
        String code = Objects.toString(task.getVariableLocal(REGISTRY), "");
        Registry registry = Registry.of(code)
                .orElseThrow(() ->
                        new IllegalArgumentException(task.getCurrentActivityId() + " names no registry: " + code));
        Map<String, @Nullable Object> attributes = new HashMap<>();
        registry.questionAttributes().forEach(name -> attributes.put(name, task.getVariableLocal(name)));
        return new Question(registry, attributes);
    }
}
