package org.namjai.bank.merchant;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.http.HttpStatusCode;

/** What the platform answered to a wish to give money of a sale back. */
public sealed interface ReversalAnswer {
    /** @param outcome {@code reversed}, or {@code refused} with every reason */
    record Decided(UUID id, UUID payment, String outcome, List<Reason> reasons) implements ReversalAnswer {}

    /** It could make nothing of it. */
    record Rejected(HttpStatusCode status, JsonNode problem) implements ReversalAnswer {}

    default <T> T fold(Function<Decided, T> decided, Function<Rejected, T> rejected) {
        return this instanceof Decided answer ? decided.apply(answer) : rejected.apply((Rejected) this);
    }
}
