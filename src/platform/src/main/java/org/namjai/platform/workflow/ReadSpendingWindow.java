package org.namjai.platform.workflow;

import java.time.Duration;
import java.time.Instant;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.namjai.platform.payment.SpendingWindow;
import org.namjai.platform.payment.SpendingWindow.State;
import org.namjai.platform.payment.SpendingWindows;
import org.springframework.stereotype.Component;

/** Looks at the window as it is set now: which phase it is in, and when there is something to do. */
@Component
class ReadSpendingWindow implements JavaDelegate {
    private final SpendingWindows windows;

    ReadSpendingWindow(SpendingWindows windows) {
        this.windows = windows;
    }

    @Override
    public void execute(DelegateExecution task) {
        SpendingWindow window = windows.read(WindowCase.programme(task), WindowCase.round(task));
        task.setVariable("phase", phase(window.state()));
        task.setVariable("wakesAt", wakesAt(window, task).toString());
    }

    private static String phase(State state) {
        return switch (state) {
            case WAITING, OPEN -> "open";
            case CLOSING, RETURNED -> "closed";
            case SUPERSEDED -> "superseded";
        };
    }

    /** At the opening; then at the end of each interval, or once it is closed. */
    private static Instant wakesAt(SpendingWindow window, DelegateExecution task) {
        Instant opensAt = window.window().opensAt();
        if (window.state() == State.WAITING) return opensAt;
        var interval = Duration.ofMinutes(((Number) task.getVariable("settleAfterMinutes")).longValue());
        Instant from = task.getVariable(WindowCase.SETTLED_AT) instanceof String last ? Instant.parse(last) : opensAt;
        Instant next = from.plus(interval);
        return next.isBefore(window.returnsFrom()) ? next : window.returnsFrom();
    }
}
