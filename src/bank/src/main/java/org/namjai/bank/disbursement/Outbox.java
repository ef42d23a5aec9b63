package org.namjai.bank.disbursement;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.namjai.bank.security.PlatformClient;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.security.oauth2.core.OAuth2AuthorizationException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.client.RestClientException;
import org.springframework.web.client.RestClientResponseException;

/**
 * Files on their way to the platform. Each waits in its row, put there by the transaction that it tells of, and goes out
 * until the platform has it; under one id always the same content. Pauses double up to ten minutes.
 */
@Component
class Outbox {
    private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);
    private static final int BATCH = 50;
    /** To these the same file will never be answered otherwise. */
    private static final Set<Integer> FINAL = Set.of(400, 409, 413, 422);

    private final JdbcClient jdbc;
    private final PlatformClient platform;
    private final TransactionTemplate transaction;

    Outbox(JdbcClient jdbc, PlatformClient platform, TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.platform = platform;
        this.transaction = transaction;
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void put(String id, String path, byte[] content, Instant notBefore) {
        jdbc.sql("insert into outgoing_file (id, path, content, next_try_at) values (?, ?, ?, ?)")
                .params(id, path, content, notBefore.atOffset(ZoneOffset.UTC))
                .update();
    }

    @Scheduled(fixedDelayString = "200ms")
    void send() {
        for (int i = 0; i < BATCH; i++) {
            if (!Boolean.TRUE.equals(transaction.execute(status -> sendNext()))) return;
        }
    }

    /** Holds the row while it sends, so that two gateways of this bank never send the same file at once. */
    private boolean sendNext() {
        List<Row> next = jdbc.sql(
                        """
                        select id, path, content from outgoing_file
                        where heard_at is null and refused is null and next_try_at <= now()
                        order by next_try_at limit 1 for update skip locked
                        """)
                .query((row, n) -> new Row(row.getString("id"), row.getString("path"), row.getBytes("content")))
                .list();
        next.forEach(this::send);
        return !next.isEmpty();
    }

    private void send(Row row) {
        try {
            platform.http()
                    .put()
                    .uri(row.path())
                    .contentType(MediaType.APPLICATION_XML)
                    .body(row.content())
                    .retrieve()
                    .toBodilessEntity();
            mark("heard_at = now(), content = null", row.id());
        } catch (RestClientResponseException e) {
            int status = e.getStatusCode().value();
            if (FINAL.contains(status)) {
                LOG.error("The platform refuses {}: {}", row.path(), status);
                jdbc.sql("update outgoing_file set refused = ? where id = ?")
                        .params(status, row.id())
                        .update();
            } else {
                later(row.id());
            }
        } catch (RestClientException | OAuth2AuthorizationException e) {
            LOG.warn("The platform can't be sent {} now: {}", row.path(), e.getMessage());
            later(row.id());
        }
    }

    private void later(String id) {
        mark(
                "tries = tries + 1, next_try_at = now()"
                        + " + least(interval '10 minutes', interval '1 second' * power(2, least(tries, 10)))",
                id);
    }

    private void mark(String change, String id) {
        jdbc.sql("update outgoing_file set " + change + " where id = ?")
                .param(id)
                .update();
    }

    private record Row(String id, String path, byte[] content) {}
}
