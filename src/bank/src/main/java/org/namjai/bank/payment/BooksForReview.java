package org.namjai.bank.payment;

import java.util.Collection;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.namjai.bank.ledger.Movement;
import org.namjai.bank.ledger.OwnBooks;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What this bank's books say about a ledger page. */
@Component
class BooksForReview implements OwnBooks {
    private final JdbcClient jdbc;
    private final Payments payments;

    BooksForReview(JdbcClient jdbc, Payments payments) {
        this.jdbc = jdbc;
        this.payments = payments;
    }

    @Override
    public Set<Movement> agreeing(Collection<Movement> movements) {
        return movements.stream().filter(this::agrees).collect(Collectors.toSet());
    }

    private boolean agrees(Movement movement) {
        return switch (movement.kind()) {
            // The state books an instruction before it sends it: one that is still on its way claims nothing of us.
            case DISBURSE -> !isKnown(movement.cause()) || isAnswered(movement, null);
            case CONFIRM -> isAnswered(movement, "credited");
            case CANCEL -> isAnswered(movement, "refused");
            case PURCHASE -> {
                UUID merchant = movement.merchant();
                yield merchant != null
                        && payments.agrees(movement.cause(), movement.payeeRef(), merchant, movement.amountSatang());
            }
        };
    }

    private boolean isKnown(UUID disbursement) {
        return jdbc.sql("select exists (select 1 from disbursement where id = ?)")
                .param(disbursement)
                .query(Boolean.class)
                .single();
    }

    private boolean isAnswered(Movement movement, @org.jspecify.annotations.Nullable String outcome) {
        return jdbc.sql(
                        """
                        select exists (select 1 from disbursement where id = ? and payee_ref = ? and amount_satang = ?
                            and outcome = coalesce(?, outcome))
                        """)
                .params(movement.cause(), movement.payeeRef(), movement.amountSatang(), outcome)
                .query(Boolean.class)
                .single();
    }
}
