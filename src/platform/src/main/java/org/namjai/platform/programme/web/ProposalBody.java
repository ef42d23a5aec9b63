package org.namjai.platform.programme.web;

import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.namjai.platform.programme.NewProposal;
import org.namjai.platform.programme.Programme;
import org.namjai.platform.programme.Proposal;
import org.namjai.platform.shared.InvalidInput;
import org.namjai.platform.shared.ProgrammeId;

/** A proposal as the API takes it; {@link NewProposal} knows what belongs to which kind. */
record ProposalBody(
        @Nullable String kind,
        @Nullable String definitionId,
        @Nullable String round,
        @Nullable Instant requestsOpenAt,
        @Nullable Instant requestsCloseAt,
        @Nullable Instant spendingOpensAt,
        @Nullable Instant spendingClosesAt,
        @Nullable Long budgetSatang,
        @Nullable String topUpRound,
        @Nullable String note) {
    private static final Set<String> KINDS = Set.of("publication", "windows", "budget", "closing");

    NewProposal terms(ProgrammeId programme) {
        String known = kind == null ? "" : kind;
        new InvalidInput.Check()
                .valid(
                        kind,
                        KINDS::contains,
                        "kind",
                        "ต้องเป็น publication, windows, budget หรือ closing",
                        "must be publication, windows, budget or closing")
                .orThrow();
        return new NewProposal(
                programme,
                Proposal.Kind.valueOf(known.toUpperCase(Locale.ROOT)),
                definitionId,
                round,
                window(requestsOpenAt, requestsCloseAt, "requestsOpenAt", "requestsCloseAt"),
                window(spendingOpensAt, spendingClosesAt, "spendingOpensAt", "spendingClosesAt"),
                budgetSatang == null ? 0 : budgetSatang,
                topUpRound,
                note == null ? "" : note);
    }

    private static Programme.@Nullable Window window(
            @Nullable Instant opensAt, @Nullable Instant closesAt, String opensField, String closesField) {
        return opensAt == null && closesAt == null
                ? null
                : Programme.Window.of(opensAt, closesAt, opensField, closesField);
    }
}
