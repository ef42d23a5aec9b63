package org.namjai.platform.workflow;

import java.util.Objects;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.namjai.platform.request.ApplicantMessages;
import org.springframework.stereotype.Component;

/** Keeps the message of the task's input parameters for the applicant, who sees it with the request. */
@Component
class TellApplicant implements JavaDelegate {
    private final ApplicantMessages messages;

    TellApplicant(ApplicantMessages messages) {
        this.messages = messages;
    }

    @Override
    public void execute(DelegateExecution task) {
        messages.tell(Case.request(task), text(task, "messageTh"), text(task, "messageEn"));
    }

    private static String text(DelegateExecution task, String name) {
        String text = Objects.toString(task.getVariableLocal(name), "");
        if (text.isBlank()) {
            throw new IllegalStateException(task.getCurrentActivityId() + " has no " + name);
        }
        return text;
    }
}
