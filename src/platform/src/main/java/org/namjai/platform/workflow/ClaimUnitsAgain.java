package org.namjai.platform.workflow;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.delegate.BpmnError;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.impl.context.Context;
import org.jspecify.annotations.Nullable;
import org.namjai.platform.registry.Answer;
import org.namjai.platform.request.Claims;
import org.namjai.platform.request.Evidence;
import org.namjai.platform.request.RequestId;
import org.namjai.platform.request.Requests;
import org.namjai.platform.shared.ProgrammeId;
import org.springframework.stereotype.Component;

/**
 * For an appeal that is granted: claims what the diagram of the request's programme has it claim, on what the registries
 * said, or raises the error that the appeal's diagram catches. A request that was turned down holds nothing, so somebody
 * else may have it by now.
 */
@Component
class ClaimUnitsAgain implements JavaDelegate {
    private final RoundVersions versions;
    private final RepositoryService repository;
    private final Requests requests;
    private final Evidence evidence;
    private final Claims claims;

    ClaimUnitsAgain(
            RoundVersions versions, RepositoryService repository, Requests requests, Evidence evidence, Claims claims) {
        this.versions = versions;
        this.repository = repository;
        this.requests = requests;
        this.evidence = evidence;
        this.claims = claims;
    }

    @Override
    public void execute(DelegateExecution task) {
        List<Map<String, String>> wanted =
                TypedTasks.parameters(repository.getBpmnModelInstance(version(task)), "claimUnits");
        if (wanted.isEmpty()) return;
        Case.recall(task, facts(Case.request(task)));
        for (Map<String, String> parameters : wanted) claim(task, parameters);
    }

    private String version(DelegateExecution task) {
        return versions.of(new ProgrammeId(Case.text(task, Case.PROGRAMME)), Case.text(task, Case.ROUND))
                .orElseThrow(() -> new CaseRefused(
                        Case.request(task),
                        "กติกาของรอบที่ยื่นคำขอไม่มีแล้ว จึงให้ตามอุทธรณ์ไม่ได้ / The rules of the request's round are gone, so the"
                                + " appeal cannot be granted."));
    }

    /** As the request's own process had them: the answers of its form, and what each registry said last. */
    private Map<String, @Nullable Object> facts(RequestId request) {
        Map<String, @Nullable Object> facts = new HashMap<>(requests.answers(request));
        List<Answer> newestFirst = evidence.of(request);
        for (int i = newestFirst.size() - 1; i >= 0; i--)
            facts.putAll(newestFirst.get(i).facts());
        return facts;
    }

    private void claim(DelegateExecution task, Map<String, String> parameters) {
        String unit = parameters.getOrDefault("unit", "");
        List<String> keys = ClaimUnits.keys(value(task, parameters.getOrDefault("keys", "")), unit);
        if (keys.isEmpty()) {
            throw new CaseRefused(
                    Case.request(task),
                    "ทะเบียนไม่ได้บอกว่าคำขอนี้ใช้สิทธิของแปลงหรือครัวเรือนใด จึงให้ตามอุทธรณ์ไม่ได้ / No record names the "
                            + unit + " that this request is about, so the appeal cannot be granted.");
        }
        if (!claims.claim(Case.request(task), unit, keys)) throw new BpmnError(ClaimUnits.ALREADY_CLAIMED);
    }

    /** Null when it names what is not known here. */
    private static @Nullable Object value(DelegateExecution task, String expression) {
        try {
            return Context.getProcessEngineConfiguration()
                    .getExpressionManager()
                    .createExpression(expression)
                    .getValue(task);
        } catch (ProcessEngineException e) {
            return null;
        }
    }
}
