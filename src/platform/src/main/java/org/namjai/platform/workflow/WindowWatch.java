package org.namjai.platform.workflow;

import java.time.Duration;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.Execution;
import org.camunda.bpm.engine.variable.Variables;
import org.jspecify.annotations.Nullable;
import org.namjai.platform.payment.SpendingWindow;
import org.namjai.platform.payment.SpendingWindows;
import org.namjai.platform.programme.Programme;
import org.namjai.platform.shared.ProgrammeId;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Starts the process of each round with a spending window, and tells running ones when officers moved the window. It
 * compares what is published with what the processes know, so that nothing is missed whenever somebody crashed.
 */
@Component
public class WindowWatch extends Worker {
    /** Officers set windows days ahead. */
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

    private final SpendingWindows windows;
    private final RuntimeService runtime;
    private final TransactionTemplate transaction;

    WindowWatch(SpendingWindows windows, RuntimeService runtime, TransactionTemplate transaction) {
        super("spending-windows", 1, BETWEEN_LOOKS);
        this.windows = windows;
        this.runtime = runtime;
        this.transaction = transaction;
    }

    @Override
    boolean workOnce() {
        SpendingWindows.Due due = windows.due();
        due.unattended().forEach(programme -> transaction.executeWithoutResult(status -> start(programme)));
        due.moved().forEach(window -> transaction.executeWithoutResult(status -> tell(window)));
        return !due.unattended().isEmpty();
    }

    private void start(Programme programme) {
        // Whoever else starts it waits for the row, and then finds the instance.
        windows.read(programme.id(), programme.round());
        String key = WindowCase.key(programme.id(), programme.round());
        if (isRunning(key)) return;
        runtime.startProcessInstanceByKey(
                WindowCase.PROCESS,
                key,
                Variables.putValue(WindowCase.PROGRAMME, programme.id().value())
                        .putValue(Case.ROUND, programme.round()));
    }

    private boolean isRunning(String key) {
        return runtime.createProcessInstanceQuery()
                        .processDefinitionKey(WindowCase.PROCESS)
                        .processInstanceBusinessKey(key)
                        .count()
                > 0;
    }

    /** One that is at work looks at the window by itself before it waits again. */
    private void tell(SpendingWindow window) {
        Execution waiting = waiting(WindowCase.MOVED, WindowCase.key(window.programme(), window.round()));
        if (waiting != null) runtime.messageEventReceived(WindowCase.MOVED, waiting.getId());
    }

    private @Nullable Execution waiting(String message, String key) {
        return runtime.createExecutionQuery()
                .processDefinitionKey(WindowCase.PROCESS)
                .processInstanceBusinessKey(key)
                .messageEventSubscriptionName(message)
                .singleResult();
    }

    /** Settles what the programme's shops received without waiting for the interval; false when no window waits. */
    public boolean settleNow(ProgrammeId programme) {
        return Boolean.TRUE.equals(transaction.execute(status -> windows.of(programme).stream()
                .map(window -> waiting(WindowCase.ASKED, WindowCase.key(programme, window.round())))
                .filter(execution -> execution != null)
                .findFirst()
                .map(execution -> {
                    runtime.messageEventReceived(WindowCase.ASKED, execution.getId());
                    return true;
                })
                .orElse(false)));
    }
}
