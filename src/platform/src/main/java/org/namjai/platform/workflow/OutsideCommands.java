package org.namjai.platform.workflow;

import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;
import org.camunda.bpm.engine.query.Query;
import org.jspecify.annotations.Nullable;
import org.namjai.platform.oversight.PaymentCases;
import org.namjai.platform.request.Cases;
import org.springframework.beans.factory.ObjectProvider;

/**
 * What somebody who calls the engine from outside - through its REST API or its web applications' - may do at all: look,
 * claim and decide tasks, deploy, retry, keep filters, administer users. Whatever would move a process past its diagram or
 * decide a case without the one who claimed it is on no list and hence refused, to administrators too, and the attempt goes
 * on record. The platform's own code, which calls without a login, is not concerned.
 */
final class OutsideCommands extends CommandInterceptor {
    private static final Pattern LOOKING = Pattern.compile("(Get|Find|Is|ExecuteFilter)\\w+|\\w*(Query|Report)\\w*");
    private static final Set<String> CHANGING = Set.of(
            "ClaimTaskCmd",
            "AssignTaskCmd",
            "CompleteTaskCmd",
            "SubmitTaskFormCmd",
            "DeployCmd",
            "SetJobRetriesCmd",
            "SetJobsRetriesCmd",
            "SetAnnotationForIncidentCmd",
            "CreateFilterCmd",
            "SaveFilterCmd",
            "DeleteFilterCmd",
            "AuthorizationCheckCmd",
            "CreateAuthorizationCommand",
            "SaveAuthorizationCmd",
            "DeleteAuthorizationCmd",
            "CreateUserCmd",
            "SaveUserCmd",
            "DeleteUserCmd",
            "UnlockUserCmd",
            "CreateGroupCmd",
            "SaveGroupCmd",
            "DeleteGroupCmd",
            "CreateMembershipCmd",
            "DeleteMembershipCmd");
    private static final String CLOSED_WAY =
            "วิธีนี้ไม่เปิดให้ใช้: รับเรื่องและตัดสินใน Tasklist เท่านั้น / This way is closed: cases are claimed and decided in Tasklist,"
                    + " by whoever claimed them, and processes move as their diagrams say.";

    private final ProcessEngineConfigurationImpl engine;
    private final ObjectProvider<Cases> cases;
    private final ObjectProvider<PaymentCases> paymentCases;
    private final ThreadLocal<Command<?>> outermost = new ThreadLocal<>();

    OutsideCommands(
            ProcessEngineConfigurationImpl engine,
            ObjectProvider<Cases> cases,
            ObjectProvider<PaymentCases> paymentCases) {
        this.engine = engine;
        this.cases = cases;
        this.paymentCases = paymentCases;
    }

    @Override
    public <T> T execute(Command<T> command) {
        Authentication caller = engine.getIdentityService().getCurrentAuthentication();
        boolean inside = Context.getCommandContext() != null;
        if (caller == null || inside) return next.execute(command);
        outermost.set(command);
        try {
            if (!isOpen(command)) throw new CaseRefused(CaseSubject.NONE, CLOSED_WAY);
            return next.execute(command);
        } catch (RuntimeException e) {
            CaseRefused refused = refusal(e);
            if (refused == null) throw e;
            record(refused, caller.getUserId(), nameOf(command) + ": " + refused.getMessage());
            throw refused;
        } finally {
            outermost.remove();
        }
    }

    private void record(CaseRefused refused, String who, String why) {
        UUID paymentCase = refused.subject().paymentCase();
        if (paymentCase == null) cases.getObject().refused(refused.subject().request(), who, why);
        else paymentCases.getObject().refused(paymentCase, who, why);
    }

    /** What the caller asked for; none when the platform itself acts. */
    @Nullable
    Command<?> current() {
        return outermost.get();
    }

    static String nameOf(Command<?> command) {
        return command.getClass().getSimpleName();
    }

    private static boolean isOpen(Command<?> command) {
        return command instanceof Query
                || LOOKING.matcher(nameOf(command)).matches()
                || CHANGING.contains(nameOf(command));
    }

    /** The engine wraps what a listener throws. */
    private static @Nullable CaseRefused refusal(Throwable thrown) {
        for (Throwable at = thrown; at != null; at = at.getCause()) {
            if (at instanceof CaseRefused refused) return refused;
        }
        return null;
    }
}
