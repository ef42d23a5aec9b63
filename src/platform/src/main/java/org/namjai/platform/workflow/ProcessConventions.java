package org.namjai.platform.workflow;

import org.camunda.bpm.dmn.engine.DmnDecisionResult;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.camunda.bpm.engine.impl.bpmn.behavior.UserTaskActivityBehavior;
import org.camunda.bpm.engine.impl.bpmn.parser.AbstractBpmnParseListener;
import org.camunda.bpm.engine.impl.bpmn.parser.BpmnParse;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.impl.pvm.process.ScopeImpl;
import org.camunda.bpm.engine.impl.util.xml.Element;

/**
 * What holds for every process, so that officers need not draw it: a business rule task's outputs become process
 * variables of the same names (small values, never a serialised object), and both a decision and a case worker sign
 * what they decided in {@code decidedBy}.
 */
final class ProcessConventions extends AbstractBpmnParseListener {
    private static final String DECISION_RESULT = "decisionResult";

    @Override
    public void parseBusinessRuleTask(Element element, ScopeImpl scope, ActivityImpl activity) {
        String decision = element.attributeNS(BpmnParse.CAMUNDA_BPMN_EXTENSIONS_NS, "decisionRef", "");
        activity.addListener(ExecutionListener.EVENTNAME_END, (ExecutionListener) task -> keepOutputs(task, decision));
    }

    private static void keepOutputs(DelegateExecution task, String decision) {
        Object result = task.getVariable(DECISION_RESULT);
        if (!(result instanceof DmnDecisionResult decided) || decided.getSingleResult() == null) return;
        decided.getSingleResult().forEach(task::setVariable);
        task.setVariable(Case.DECIDED_BY, decision);
    }

    @Override
    public void parseUserTask(Element element, ScopeImpl scope, ActivityImpl activity) {
        ((UserTaskActivityBehavior) activity.getActivityBehavior())
                .getTaskDefinition()
                .addBuiltInTaskListener(TaskListener.EVENTNAME_COMPLETE, ProcessConventions::sign);
    }

    private static void sign(DelegateTask task) {
        String worker = task.getAssignee();
        task.setVariable(Case.DECIDED_BY, worker == null ? "" : worker);
    }
}
