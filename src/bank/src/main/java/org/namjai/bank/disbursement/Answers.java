package org.namjai.bank.disbursement;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.namjai.bank.security.PlatformClient;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.client.RestClientException;
import org.springframework.web.client.RestClientResponseException;

/**
 * Tells the platform what became of each instruction, until it has heard: an answer waits in its row, so that neither a
 * crash here nor one at the platform loses it. Pauses double up to ten minutes.
 */
@Component
class Answers {
    private static final Logger LOG = LoggerFactory.getLogger(Answers.class);
    private static final int BATCH = 50;

    private final JdbcClient jdbc;
    private final PlatformClient platform;
    private final TransactionTemplate transaction;

    Answers(JdbcClient jdbc, PlatformClient platform, TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.platform = platform;
        this.transaction = transaction;
    }

    @Scheduled(fixedDelayString = "200ms")
    void tellPlatform() {
        for (int i = 0; i < BATCH; i++) {
            if (!Boolean.TRUE.equals(transaction.execute(status -> tellNext()))) return;
        }
    }

    /** Holds the row while it asks, so that two gateways of this bank never tell the same answer at once. */
    private boolean tellNext() {
        List<Row> next = jdbc.sql(
                        """
                        select id, outcome, credited, reason_code from disbursement
                        where heard_at is null and file is null and next_try_at <= now()
                        order by next_try_at limit 1 for update skip locked
                        """)
                .query((row, n) -> new Row(
                        row.getObject("id", UUID.class),
                        new Answer(
                                row.getString("outcome"),
                                row.getObject("credited", UUID.class),
                                told(row.getString("reason_code")))))
                .list();
        next.forEach(this::tell);
        return !next.isEmpty();
    }

    private void tell(Row row) {
        try {
            platform.http()
                    .post()
                    .uri("/api/v1/disbursements/{id}/answer", row.id())
                    .contentType(MediaType.APPLICATION_JSON)
                    .body(row.answer())
                    .retrieve()
                    .toBodilessEntity();
            heard(row.id());
        } catch (RestClientResponseException e) {
            if (isFinal(e.getStatusCode())) {
                LOG.error("The platform refuses the answer on disbursement {}: {}", row.id(), e.getStatusCode());
                heard(row.id());
            } else {
                later(row.id());
            }
        } catch (RestClientException | org.springframework.security.oauth2.core.OAuth2AuthorizationException e) {
            LOG.warn("The platform can't be told about disbursement {} now: {}", row.id(), e.getMessage());
            later(row.id());
        }
    }

    /** 409: the platform holds another answer. Whatever else it says may pass. */
    private static boolean isFinal(HttpStatusCode status) {
        return status.value() == 409 || status.value() == 422;
    }

    private void heard(UUID id) {
        jdbc.sql("update disbursement set heard_at = now() where id = ?")
                .param(id)
                .update();
    }

    private void later(UUID id) {
        jdbc.sql(
                        """
                        update disbursement set tries = tries + 1,
                            next_try_at = now() + least(interval '10 minutes', interval '1 second' * power(2, least(tries, 10)))
                        where id = ?
                        """)
                .param(id)
                .update();
    }

    private static @Nullable String told(@Nullable String reason) {
        return reason == null ? null : RefusalReason.of(reason).told();
    }

    private record Row(UUID id, Answer answer) {}

    /** The answer's JSON body. */
    record Answer(String outcome, @Nullable UUID walletId, @Nullable String reasonCode) {}
}
