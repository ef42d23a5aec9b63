package org.namjai.platform.programme;

import java.util.function.Function;

/** What became of proposing, approving or refusing. */
public sealed interface ProposalResult {
    /** It is so now. */
    record Done(Proposal proposal) implements ProposalResult {}

    /** Nothing changed. */
    record Refused(Refusal refusal) implements ProposalResult {}

    /** Why not. */
    enum Refusal {
        UNKNOWN_PROGRAMME,
        /** The version is not one of this programme. */
        UNKNOWN_VERSION,
        UNKNOWN_PROPOSAL,
        /** One proposal at a time. */
        ANOTHER_IS_OPEN,
        /** Only a published programme has windows and budget to change, or can be closed. */
        NOT_PUBLISHED,
        /** A new round comes with money. */
        NEW_ROUND_WITHOUT_BUDGET,
        /** A round counts its grants by one unit from start to end. */
        UNIT_CHANGES_WITHIN_ROUND,
        /** The version's phase table has no row for the round. */
        UNKNOWN_ROUND,
        DECIDED_BEFORE,
        /** Who proposed it, or deployed the version, approves nothing of it. */
        OWN_WORK,
        /** The books cannot hold so much. */
        BUDGET_TOO_LARGE
    }

    default <T> T fold(Function<Done, T> done, Function<Refused, T> refused) {
        return this instanceof Done result ? done.apply(result) : refused.apply((Refused) this);
    }

    static ProposalResult refused(Refusal refusal) {
        return new Refused(refusal);
    }
}
