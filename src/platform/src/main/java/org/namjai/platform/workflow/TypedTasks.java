package org.namjai.platform.workflow;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.ExtensionElements;
import org.camunda.bpm.model.bpmn.instance.ServiceTask;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaInputOutput;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaInputParameter;

/** What a diagram tells its tasks of one of Namjai's types. */
final class TypedTasks {
    private TypedTasks() {}

    /** Each one's input parameters, unevaluated. */
    static List<Map<String, String>> parameters(BpmnModelInstance diagram, String type) {
        Pattern named = Pattern.compile("[$#]\\{\\s*" + type + "\\s*}");
        return diagram.getModelElementsByType(ServiceTask.class).stream()
                .filter(task -> task.getCamundaDelegateExpression() != null
                        && named.matcher(task.getCamundaDelegateExpression()).matches())
                .map(TypedTasks::parameters)
                .toList();
    }

    private static Map<String, String> parameters(ServiceTask task) {
        Map<String, String> parameters = new HashMap<>();
        ExtensionElements extensions = task.getExtensionElements();
        if (extensions == null) return parameters;
        for (CamundaInputOutput mapping : extensions
                .getElementsQuery()
                .filterByType(CamundaInputOutput.class)
                .list()) {
            for (CamundaInputParameter parameter : mapping.getCamundaInputParameters()) {
                parameters.put(parameter.getCamundaName(), parameter.getTextContent());
            }
        }
        return parameters;
    }
}
