package org.namjai.platform.payment;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Optional;
import org.namjai.platform.disbursement.WalletCredited;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Which wallet at which participant is whose. */
@Component
class Wallets {
    private final JdbcClient jdbc;
    private final Clock clock;

    Wallets(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** In the transaction that confirms the credit. Credited again, the wallet stays and the address is renewed. */
    @EventListener
    void on(WalletCredited credited) {
        jdbc.sql(
                        """
                        insert into wallet (id, programme, participant, subject, district, opened_at)
                        values (:id, :programme, :participant, :subject, :district, :now)
                        on conflict (programme, participant, subject)
                            do update set id = excluded.id, district = excluded.district
                        """)
                .param("id", credited.walletId())
                .param("programme", credited.programme().value())
                .param("participant", credited.participant().value())
                .param("subject", credited.subject().value())
                .param("district", credited.district())
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    /** The registered district of the wallet's person; none when it is not this participant's wallet of this person. */
    Optional<String> district(PaymentOrder order) {
        return jdbc.sql(
                        """
                        select district from wallet
                        where id = :id and programme = :programme and participant = :participant and subject = :subject
                        """)
                .param("id", order.walletId())
                .param("programme", order.programme().value())
                .param("participant", order.participant().value())
                .param("subject", order.payer().value())
                .query(String.class)
                .optional();
    }
}
