package org.namjai.platform.account;

import java.util.List;
import java.util.function.Function;
import org.namjai.platform.account.Posting.Refusal;

/** What the books have decided about orders posted together, before their transfers have numbers. */
public sealed interface Decision {
    /**
     * All of them move, or have moved before.
     *
     * @param leftSatang what the account that gives holds after each, in the orders' order
     */
    record Moves(List<Long> leftSatang) implements Decision {}

    /** Nothing moves. */
    record Refused(Refusal refusal) implements Decision {}

    default <T> T fold(Function<Moves, T> moves, Function<Refusal, T> refused) {
        return this instanceof Moves all ? moves.apply(all) : refused.apply(((Refused) this).refusal());
    }
}
