package org.namjai.platform.workflow;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.namjai.platform.request.Claims;
import org.namjai.platform.request.RequestId;
import org.springframework.stereotype.Component;

/**
 * Adds the fact {@code paidSatang}: what the person, household or plot was entitled to before in this programme. The input
 * parameter {@code rounds} may name the rounds that count, with commas between them; an empty one names none.
 */
@Component
class LookUpEarlierPayments implements JavaDelegate {
    private final Claims claims;

    LookUpEarlierPayments(Claims claims) {
        this.claims = claims;
    }

    @Override
    public void execute(DelegateExecution task) {
        RequestId request = Case.request(task);
        long satang = task.getVariableLocal("rounds") instanceof String rounds
                ? claims.paidSatang(request, named(rounds))
                : claims.paidSatang(request);
        Case.addFacts(task, Map.of("paidSatang", satang));
    }

    private static List<String> named(String rounds) {
        return Stream.of(rounds.split(","))
                .map(String::strip)
                .filter(round -> !round.isEmpty())
                .toList();
    }
}
