package org.namjai.platform.workflow;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.camunda.bpm.engine.delegate.BpmnError;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.jspecify.annotations.Nullable;
import org.namjai.platform.request.Claims;
import org.springframework.stereotype.Component;

/**
 * Claims the units of the task's input parameters {@code unit} and {@code keys} for the request, or raises the error that
 * the diagram catches. Keys are a text, a list of texts, or a list of plots: those are claimed with all that they overlap.
 */
@Component
class ClaimUnits implements JavaDelegate {
    static final String ALREADY_CLAIMED = "ALREADY_CLAIMED";

    private final Claims claims;

    ClaimUnits(Claims claims) {
        this.claims = claims;
    }

    @Override
    public void execute(DelegateExecution task) {
        String unit = Objects.toString(task.getVariableLocal("unit"), "");
        List<String> keys = keys(task.getVariableLocal("keys"), unit);
        if (keys.isEmpty()) {
            throw new IllegalStateException(task.getCurrentActivityId() + " names nothing to claim");
        }
        if (!claims.claim(Case.request(task), unit, keys)) throw new BpmnError(ALREADY_CLAIMED);
    }

    /** What a value of the parameter {@code keys} names. */
    static List<String> keys(@Nullable Object value, String unit) {
        List<String> keys = new ArrayList<>();
        gather(value, unit, keys);
        return keys;
    }

    private static void gather(@Nullable Object value, String unit, List<String> keys) {
        if (value instanceof Collection<?> list) {
            list.forEach(each -> gather(each, unit, keys));
        } else if (value instanceof Map<?, ?> record) {
            gather(record.get(unit + "Id"), unit, keys);
            gather(record.get("overlaps"), unit, keys);
        } else if (value != null && !value.toString().isBlank()) {
            keys.add(value.toString().strip());
        }
    }
}
