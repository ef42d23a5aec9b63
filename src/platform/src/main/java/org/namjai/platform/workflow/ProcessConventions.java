package org.namjai.platform.workflow;

import java.util.Objects;
import java.util.Optional;
import org.camunda.bpm.dmn.engine.DmnDecisionResult;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.camunda.bpm.engine.impl.bpmn.behavior.UserTaskActivityBehavior;
import org.camunda.bpm.engine.impl.bpmn.parser.AbstractBpmnParseListener;
import org.camunda.bpm.engine.impl.bpmn.parser.BpmnParse;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.impl.pvm.process.ScopeImpl;
import org.camunda.bpm.engine.impl.task.TaskDefinition;
import org.camunda.bpm.engine.impl.util.xml.Element;
import org.namjai.platform.oversight.PaymentCases;
import org.namjai.platform.request.Cases;
import org.namjai.platform.request.RequestId;
import org.springframework.beans.factory.ObjectProvider;

/**
 * What holds for every process, so that officers need not draw it: a business rule task's outputs become process
 * variables of the same names (small values, never a serialised object), and both a decision and a case worker sign
 * what they decided in {@code decidedBy}. A user task of case workers is offered to the applicant's province.
 */
final class ProcessConventions extends AbstractBpmnParseListener {
    private static final String DECISION_RESULT = "decisionResult";

    private final ObjectProvider<Cases> cases;
    private final PaymentCaseTasks paymentCases;

    ProcessConventions(ObjectProvider<Cases> cases, ObjectProvider<PaymentCases> paymentCases) {
        this.cases = cases;
        this.paymentCases = new PaymentCaseTasks(paymentCases);
    }

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
        TaskDefinition definition = ((UserTaskActivityBehavior) activity.getActivityBehavior()).getTaskDefinition();
        definition.addBuiltInTaskListener(TaskListener.EVENTNAME_CREATE, this::offer);
        definition.addBuiltInTaskListener(TaskListener.EVENTNAME_COMPLETE, this::sign);
    }

    /** A case is offered to the applicant's province too, and its form links to the case's file. */
    private void offer(DelegateTask task) {
        CaseSubject subject = Case.subjectOf(task);
        if (subject.paymentCase() != null) paymentCases.offer(task, subject.paymentCase());
        RequestId request = subject.request();
        if (request == null) return;
        task.setVariableLocal(Case.CASE_FILE, "/cases/" + request);
        province(task, request).ifPresent(code -> task.addCandidateGroup(Case.WORKERS + "-" + code));
    }

    /** As the registries said just now, or as the request was stored with. */
    private Optional<String> province(DelegateTask task, RequestId request) {
        return task.getVariable("addressDistrict") instanceof String district && district.matches("[1-9][0-9]{3}")
                ? Optional.of(district.substring(0, 2))
                : cases.getObject().provinceOf(request);
    }

    private void sign(DelegateTask task) {
        String worker = task.getAssignee();
        task.setVariable(Case.DECIDED_BY, worker == null ? "" : worker);
        CaseSubject subject = Case.subjectOf(task);
        if (subject.paymentCase() != null) paymentCases.sign(task, subject);
        RequestId request = subject.request();
        if (request == null || worker == null) return;
        if (Context.getCommandContext().getAuthentication() != null) mustSayWhy(task, request);
        cases.getObject().decided(request, worker);
    }

    /** The form asks for it, but not everybody comes by the form. */
    private static void mustSayWhy(DelegateTask task, RequestId request) {
        boolean decided = String.valueOf(task.getVariable(Case.APPROVED)).matches("true|false");
        String note = Objects.toString(task.getVariable(Case.REVIEW_NOTE), "").strip();
        if (!decided || note.length() < 5 || note.length() > 1_000) {
            throw new CaseRefused(
                    request,
                    "ต้องเลือกผลและเขียนเหตุผล 5 ถึง 1,000 ตัวอักษร / A decision needs approved (true or false) and a reviewNote of"
                            + " 5 to 1,000 characters.");
        }
    }
}
