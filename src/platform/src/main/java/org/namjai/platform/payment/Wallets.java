package org.namjai.platform.payment;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

    /** Whose wallets the orders' are; nothing for one that is not this participant's wallet of this payer. */
    Map<PaymentOrder, Payer> payers(List<PaymentOrder> orders) {
        var payers = new HashMap<Key, Payer>();
        jdbc.sql(
                        """
                        select w.participant, w.id, w.programme, w.subject, w.district, w.merchant from wallet w
                        join unnest(:participants::text[], :ids::uuid[]) k(participant, id)
                            on w.participant = k.participant and w.id = k.id
                        """)
                .param(
                        "participants",
                        orders.stream()
                                .map(order -> order.participant().value())
                                .toArray(String[]::new))
                .param("ids", orders.stream().map(PaymentOrder::walletId).toArray(UUID[]::new))
                .query(row -> {
                    var key = new Key(
                            row.getString("participant"),
                            row.getObject("id", UUID.class),
                            row.getString("programme"),
                            row.getString("subject"));
                    payers.put(key, new Payer(row.getString("district"), row.getObject("merchant", UUID.class)));
                });
        var found = new HashMap<PaymentOrder, Payer>();
        for (PaymentOrder order : orders) {
            Payer payer = payers.get(Key.of(order));
            if (payer != null) found.put(order, payer);
        }
        return found;
    }

    private record Key(String participant, UUID id, String programme, String subject) {
        static Key of(PaymentOrder order) {
            return new Key(
                    order.participant().value(),
                    order.walletId(),
                    order.programme().value(),
                    order.payer().value());
        }
    }
}
