package org.namjai.platform.disbursement;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.namjai.platform.shared.ParticipantId;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Keeps participants' answers, each once; what contradicts an earlier one changes nothing and goes to people. */
@Component
class Answers {
    private final InstructionStore instructions;
    private final Incidents incidents;

    Answers(InstructionStore instructions, Incidents incidents) {
        this.instructions = instructions;
        this.incidents = incidents;
    }

    /** An answer to one instruction. */
    record Given(UUID id, Answer answer) {}

    /**
     * Keeps them for the batches' processes, and says of each what became of it, in their order.
     *
     * @param file whose instructions are answered; none for single ones
     * @param message in which it was said
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public List<AnswerResult> keep(ParticipantId from, @Nullable UUID file, String message, List<Given> given) {
        Map<UUID, InstructionStore.Told> told =
                instructions.lockTold(from, file, given.stream().map(Given::id).toList());
        var earlier = new HashMap<UUID, Answer>();
        told.forEach((id, instruction) -> {
            if (instruction.answer() != null) {
                earlier.put(id, instruction.answer());
            }
        });
        var fresh = new LinkedHashMap<UUID, Answer>();
        var results = new ArrayList<AnswerResult>();
        for (Given each : given) {
            InstructionStore.Told instruction = told.get(each.id());
            Answer before = instruction == null ? null : earlier.putIfAbsent(each.id(), each.answer());
            results.add(result(instruction != null, before, each.answer()));
            if (instruction != null && before == null) {
                fresh.put(each.id(), each.answer());
            }
            if (results.get(results.size() - 1) == AnswerResult.CONTRADICTION) {
                contradicted(from, message, each, before, instruction);
            }
            if (instruction == null && file != null) {
                incidents.open(Incident.Kind.UNKNOWN_INSTRUCTION, from, each.id(), message);
            }
        }
        instructions.keep(fresh);
        return results;
    }

    private static AnswerResult result(boolean known, @Nullable Answer before, Answer now) {
        if (!known) {
            return AnswerResult.UNKNOWN;
        }
        return before == null || before.equals(now) ? AnswerResult.RECORDED : AnswerResult.CONTRADICTION;
    }

    private void contradicted(
            ParticipantId from,
            String message,
            Given given,
            @Nullable Answer before,
            InstructionStore.@Nullable Told instruction) {
        incidents.open(kind(given, before, instruction), from, given.id(), message);
        if (given.answer().isCredited() && before != null && !before.isCredited()) {
            instructions.hold(given.id());
        }
    }

    private static Incident.Kind kind(
            Given given, @Nullable Answer before, InstructionStore.@Nullable Told instruction) {
        boolean creditedBefore = before != null && before.isCredited();
        if (creditedBefore == given.answer().isCredited()) {
            return Incident.Kind.OTHER_ANSWER;
        }
        if (creditedBefore) {
            return Incident.Kind.REFUSED_AFTER_CREDIT;
        }
        return instruction != null && instruction.paid()
                ? Incident.Kind.CREDITED_TWICE
                : Incident.Kind.CREDITED_AFTER_REFUSAL;
    }
}
