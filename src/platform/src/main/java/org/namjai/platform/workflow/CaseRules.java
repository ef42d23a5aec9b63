package org.namjai.platform.workflow;

import java.lang.reflect.Field;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.impl.cfg.auth.AuthorizationCommandChecker;
import org.camunda.bpm.engine.impl.cmd.AbstractAddIdentityLinkCmd;
import org.camunda.bpm.engine.impl.cmd.AssignTaskCmd;
import org.camunda.bpm.engine.impl.cmd.ClaimTaskCmd;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.jspecify.annotations.Nullable;
import org.namjai.platform.oversight.PaymentCases;
import org.namjai.platform.request.Cases;
import org.namjai.platform.shared.CaseWorker;
import org.namjai.platform.shared.Reason;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.core.context.SecurityContextHolder;

/**
 * Four eyes, in the engine itself, beside its own authorizations: a task is claimed for oneself only, by a member of its
 * candidate groups, decided by whoever claimed it, given back by the same, and never by somebody whom the case concerns.
 */
final class CaseRules extends AuthorizationCommandChecker {
    private static final Field CLAIMANT = field(ClaimTaskCmd.class, "userId");
    private static final Field ASSIGNEE = field(AbstractAddIdentityLinkCmd.class, "userId");

    private final OutsideCommands commands;
    private final ObjectProvider<Cases> cases;
    private final ObjectProvider<PaymentCases> paymentCases;

    CaseRules(OutsideCommands commands, ObjectProvider<Cases> cases, ObjectProvider<PaymentCases> paymentCases) {
        this.commands = commands;
        this.cases = cases;
        this.paymentCases = paymentCases;
    }

    @Override
    public void checkTaskWork(TaskEntity task) {
        super.checkTaskWork(task);
        Command<?> command = commands.current();
        Authentication caller = caller();
        if (command == null || caller == null) return;
        CaseSubject subject = Case.subjectOf(task);
        String me = caller.getUserId();
        if (command instanceof ClaimTaskCmd claim) {
            if (!me.equals(read(CLAIMANT, claim))) {
                throw new CaseRefused(
                        subject,
                        "รับเรื่องแทนผู้อื่นไม่ได้ / A task can be claimed for oneself only, not for somebody else.");
            }
        } else if (!me.equals(task.getAssignee())) {
            throw new CaseRefused(
                    subject,
                    "ต้องรับเรื่องก่อน และผู้รับเรื่องเท่านั้นที่ตัดสินได้ / Only who has claimed a task can complete it; claim it first.");
        }
        mustBeCandidate(task, caller, subject);
        mustBeUnconcerned(subject, me);
    }

    /** The one assignment from outside is giving back what one has claimed; colleagues can then claim it. */
    @Override
    public void checkTaskAssign(TaskEntity task) {
        Authentication caller = caller();
        if (commands.current() instanceof AssignTaskCmd assign && caller != null) {
            if (read(ASSIGNEE, assign) == null && caller.getUserId().equals(task.getAssignee())) return;
            throw new CaseRefused(
                    Case.subjectOf(task),
                    "มอบงานให้ผู้อื่นไม่ได้ / A task cannot be assigned to anybody: who will decide it claims it.");
        }
        super.checkTaskAssign(task);
    }

    private static void mustBeCandidate(TaskEntity task, Authentication caller, CaseSubject subject) {
        Set<String> groups = task.getCandidates().stream()
                .map(link -> link.getGroupId())
                .collect(Collectors.toCollection(HashSet::new));
        List<String> mine = caller.getGroupIds();
        if (mine == null || mine.stream().noneMatch(groups::contains)) {
            throw new CaseRefused(
                    subject,
                    "งานนี้ไม่ใช่ของกลุ่มหรือจังหวัดของคุณ / This task is not one of your group's or province's.");
        }
    }

    private void mustBeUnconcerned(CaseSubject subject, String me) {
        barrier(subject, me).ifPresent(reason -> {
            throw new CaseRefused(subject, reason.th() + " / " + reason.en());
        });
    }

    private Optional<Reason> barrier(CaseSubject subject, String me) {
        var login = SecurityContextHolder.getContext().getAuthentication();
        var worker = new CaseWorker(me, CaseWorker.citizenId(login), Set.of());
        if (subject.paymentCase() != null) return paymentCases.getObject().barrier(subject.paymentCase(), worker);
        return subject.request() == null ? Optional.empty() : cases.getObject().barrier(subject.request(), worker);
    }

    private static @Nullable Authentication caller() {
        var context = Context.getCommandContext();
        return context == null || !context.isAuthorizationCheckEnabled() ? null : context.getAuthentication();
    }

    /** At the engine's start, so that a version without the field does not start. */
    private static Field field(Class<?> type, String name) {
        try {
            Field field = type.getDeclaredField(name);
            field.setAccessible(true);
            return field;
        } catch (NoSuchFieldException e) {
            throw new IllegalStateException("This version of Camunda has no " + type + "." + name, e);
        }
    }

    private static @Nullable Object read(Field field, Object from) {
        try {
            return field.get(from);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}
