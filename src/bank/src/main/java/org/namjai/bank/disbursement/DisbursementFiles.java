package org.namjai.bank.disbursement;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.namjai.bank.account.CitizenHash;
import org.namjai.bank.disbursement.Disbursements.Taken;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Takes the platform's files: each whole, each of its instructions credited exactly once, each answered. */
@Service
class DisbursementFiles {
    private final JdbcClient jdbc;
    private final CitizenHash hash;
    private final Credits credits;
    private final ReportPlan plan;
    private final Outbox outbox;

    DisbursementFiles(JdbcClient jdbc, CitizenHash hash, Credits credits, ReportPlan plan, Outbox outbox) {
        this.jdbc = jdbc;
        this.hash = hash;
        this.credits = credits;
        this.plan = plan;
        this.outbox = outbox;
    }

    /**
     * Decides, credits and puts the answers in the outbox, in one transaction. Two calls at once: one waits for the other
     * and finds its row.
     */
    @Transactional
    Taken take(BulkFile file) {
        lock(file.messageId());
        byte[] content = content(file);
        Optional<Boolean> same = jdbc.sql("select content_hash = ? from disbursement_file where message_id = ?")
                .params(content, file.messageId())
                .query(Boolean.class)
                .optional();
        if (same.isPresent()) return same.get() ? Taken.ACCEPTED : Taken.CONTRADICTION;
        Map<UUID, byte[]> known = known(file);
        List<BulkFile.Item> fresh = file.items().stream()
                .filter(item -> !known.containsKey(item.id()))
                .toList();
        if (!agree(file, known)) return Taken.CONTRADICTION;
        jdbc.sql("insert into disbursement_file (message_id, content_hash) values (?, ?)")
                .params(file.messageId(), content)
                .update();
        if (!fresh.isEmpty()) credits.credit(file.programme(), file.money(), file.messageId(), fresh);
        answer(file);
        return Taken.ACCEPTED;
    }

    private void lock(String messageId) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended('disbursement-file:' || ?, 0))")
                .param(messageId)
                .query((row, n) -> 0)
                .single();
    }

    /** When it was written does not make a file another one. */
    private byte[] content(BulkFile file) {
        return hash.of(file.items().stream()
                .map(item -> item.id() + "\u001f" + item.canonical(file.programme(), file.money()))
                .collect(Collectors.joining("\n")));
    }

    /** What another file or a single instruction has told already. */
    private Map<UUID, byte[]> known(BulkFile file) {
        var known = new HashMap<UUID, byte[]>();
        jdbc.sql("select id, content_hash from disbursement where id = any(?)")
                .param(ids(file))
                .query(row -> {
                    known.put(row.getObject("id", UUID.class), row.getBytes("content_hash"));
                });
        return known;
    }

    private boolean agree(BulkFile file, Map<UUID, byte[]> known) {
        return file.items().stream()
                .filter(item -> known.containsKey(item.id()))
                .allMatch(item -> java.security.MessageDigest.isEqual(
                        known.get(item.id()), credits.content(item, file.programme(), file.money())));
    }

    private void answer(BulkFile file) {
        Instant now = Instant.now();
        for (ReportPlan.Planned planned : plan.plan(answers(file))) {
            String id = IsoXml.text(UUID.randomUUID());
            byte[] xml = Pain002Writer.write(new StatusReport(id, file.messageId(), now, planned.items()));
            String path = "/api/v1/disbursement-files/" + file.messageId() + "/status-reports/" + id;
            outbox.put(id, path, xml, now.plus(planned.delay()));
        }
    }

    private List<StatusReport.Item> answers(BulkFile file) {
        return jdbc.sql(
                        """
                        select d.id, d.credited, d.reason_code from unnest(?::uuid[]) with ordinality i(id, place)
                        join disbursement d on d.id = i.id order by i.place
                        """)
                .param(ids(file))
                .query((row, n) -> {
                    String reason = row.getString("reason_code");
                    return new StatusReport.Item(
                            row.getObject("id", UUID.class),
                            row.getObject("credited", UUID.class),
                            reason == null ? null : RefusalReason.of(reason));
                })
                .list();
    }

    private static UUID[] ids(BulkFile file) {
        return file.items().stream().map(BulkFile.Item::id).toArray(UUID[]::new);
    }
}
