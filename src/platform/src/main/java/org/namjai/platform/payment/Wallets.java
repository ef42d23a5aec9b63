package org.namjai.platform.payment;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.namjai.platform.disbursement.WalletsCredited;
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

    /** In the transaction that confirms the credit. Credited again, a wallet stays and the address is renewed. */
    @EventListener
    void on(WalletsCredited credited) {
        List<WalletsCredited.Wallet> wallets = credited.wallets();
        jdbc.sql(
                        """
                        insert into wallet (id, programme, participant, subject, district, opened_at)
                        select distinct on (programme, participant, subject)
                            id, programme, participant, subject, district, :now
                        from unnest(:ids::uuid[], :programmes::text[], :participants::text[], :subjects::text[],
                            :districts::text[]) w(id, programme, participant, subject, district)
                        on conflict (programme, participant, subject)
                            do update set id = excluded.id, district = excluded.district
                        """)
                .param("ids", wallets.stream().map(WalletsCredited.Wallet::id).toArray(UUID[]::new))
                .param("programmes", texts(wallets, wallet -> wallet.programme().value()))
                .param("participants", texts(wallets, wallet -> wallet.participant()
                        .value()))
                .param("subjects", texts(wallets, wallet -> wallet.subject().value()))
                .param("districts", texts(wallets, WalletsCredited.Wallet::district))
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    private static String[] texts(List<WalletsCredited.Wallet> wallets, Function<WalletsCredited.Wallet, String> text) {
        return wallets.stream().map(text).toArray(String[]::new);
    }

    /** Whose wallet it is; none when it is not this participant's wallet of this payer. */
    Optional<Payer> payer(PaymentOrder order) {
        return jdbc.sql(
                        """
                        select district, merchant from wallet
                        where id = :id and programme = :programme and participant = :participant and subject = :subject
                        """)
                .param("id", order.walletId())
                .param("programme", order.programme().value())
                .param("participant", order.participant().value())
                .param("subject", order.payer().value())
                .query((row, n) -> new Payer(row.getString("district"), row.getObject("merchant", UUID.class)))
                .optional();
    }
}
