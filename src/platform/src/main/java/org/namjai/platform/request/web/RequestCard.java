package org.namjai.platform.request.web;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.namjai.platform.participant.Participant;
import org.namjai.platform.programme.Programme;
import org.namjai.platform.request.ExplainedDecision;
import org.namjai.platform.request.Explanation;
import org.namjai.platform.request.RequestView;
import org.namjai.platform.shared.Reason;

/**
 * A request as its pages show it.
 *
 * @param tone how its state is coloured: {@code wait}, {@code bad} or nothing
 * @param amountSatang 0 before a decision
 * @param waits whether the page shall look again by itself
 */
record RequestCard(
        String id,
        String programmeTh,
        String programmeEn,
        String participantTh,
        String participantEn,
        String state,
        String tone,
        long amountSatang,
        List<Reason> reasons,
        List<Step> steps,
        boolean waits,
        Instant receivedAt,
        List<Entry> history,
        List<DecisionView> decisions) {

    /** Entered {@code state} at that time. */
    record Entry(String state, Instant at) {}

    /** What would have to be different, when it was turned down by a table. */
    public List<List<Explanation.Change>> wouldNeed() {
        boolean turnedDown = state.equals("rejected") && !decisions.isEmpty();
        return turnedDown ? decisions.get(decisions.size() - 1).wouldNeed() : List.of();
    }

    static RequestCard of(
            RequestView request,
            @Nullable Programme programme,
            @Nullable Participant participant,
            List<ExplainedDecision> decisions) {
        String state = request.state().code();
        boolean waits = Step.waits(state);
        boolean paid = state.equals("paid");
        List<Entry> history = request.history().stream()
                .map(step -> new Entry(step.state().code(), step.at()))
                .toList();
        return new RequestCard(
                request.id().toString(),
                programme == null ? request.programme().value() : programme.nameTh(),
                programme == null ? request.programme().value() : programme.nameEn(),
                participant == null ? request.participant().value() : participant.nameTh(),
                participant == null ? request.participant().value() : participant.nameEn(),
                state,
                waits ? "wait" : paid ? "" : "bad",
                request.amountSatang() == null ? 0 : request.amountSatang(),
                request.reasons(),
                Step.of(state),
                waits,
                history.get(0).at(),
                history,
                decisions.stream().map(DecisionView::of).toList());
    }
}
