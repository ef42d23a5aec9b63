package org.namjai.platform.disbursement;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.namjai.platform.shared.InvalidInput;
import org.namjai.platform.shared.ParticipantId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Takes participants' ISO 20022 files: reports on instruction files, and statements. Each is taken once. */
@Service
public class Reports {
    private final FileStore files;
    private final InstructionStore instructions;
    private final Answers answers;
    private final Incidents incidents;
    private final JdbcClient jdbc;
    private final Clock clock;

    Reports(
            FileStore files,
            InstructionStore instructions,
            Answers answers,
            Incidents incidents,
            JdbcClient jdbc,
            Clock clock) {
        this.files = files;
        this.instructions = instructions;
        this.answers = answers;
        this.incidents = incidents;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** What became of a file. */
    public enum Taken {
        /** Now or before. */
        TAKEN,
        /** Another file was taken under this id. */
        CONTRADICTION,
        /** The report is on no file that this participant was sent. */
        UNKNOWN_FILE
    }

    /**
     * Keeps the answers of a pain.002. What is pending stays out; what contradicts an earlier answer, or answers what is
     * not in the file, goes to people and spoils nothing else.
     *
     * @throws InvalidInput when it is no such file
     */
    @Transactional
    public Taken statusReport(ParticipantId from, String messageId, String reportId, byte[] xml) {
        Optional<UUID> file = files.find(messageId, from);
        if (file.isEmpty()) {
            return Taken.UNKNOWN_FILE;
        }
        if (!isFirst("report/" + messageId, from, reportId, xml)) {
            return isSame("report/" + messageId, from, reportId, xml) ? Taken.TAKEN : Taken.CONTRADICTION;
        }
        StatusReport report = Pain002Reader.read(xml);
        new InvalidInput.Check()
                .that(
                        report.messageId().equals(messageId),
                        "OrgnlMsgId",
                        "ต้องตรงกับไฟล์ในที่อยู่",
                        "must be the file that the address names")
                .orThrow();
        answers.keep(
                from,
                file.get(),
                messageId + "/" + reportId,
                report.items().stream().flatMap(Reports::given).toList());
        return Taken.TAKEN;
    }

    private static Stream<Answers.Given> given(StatusReport.Item item) {
        return switch (item.status()) {
            case PENDING -> Stream.empty();
            case CREDITED ->
                Stream.of(new Answers.Given(item.id(), Answer.credited(Objects.requireNonNull(item.walletId()))));
            case REFUSED ->
                Stream.of(new Answers.Given(
                        item.id(), Answer.refused(RefusalReasons.ofIso(Objects.requireNonNull(item.reasonCode())))));
        };
    }

    /**
     * Holds a camt.053 against what the participant was told and answered. A statement moves no money: what does not fit
     * goes to people.
     *
     * @throws InvalidInput when it is no such file
     */
    @Transactional
    public Taken statement(ParticipantId from, String statementId, byte[] xml) {
        if (!isFirst("statement", from, statementId, xml)) {
            return isSame("statement", from, statementId, xml) ? Taken.TAKEN : Taken.CONTRADICTION;
        }
        BankStatement statement = Camt053Reader.read(xml);
        if (!follows(from, statement)) {
            incidents.open(Incident.Kind.STATEMENT_GAP, from, null, statementId);
        }
        compare(from, statementId, statement);
        jdbc.sql(
                        """
                        insert into bank_statement (participant, id, account, sequence, closing_satang, received_at)
                        values (:participant, :id, :account, :sequence, :closing, :now)
                        """)
                .param("participant", from.value())
                .param("id", statementId)
                .param("account", statement.account())
                .param("sequence", statement.sequence())
                .param("closing", statement.closingSatang())
                .param("now", now())
                .update();
        return Taken.TAKEN;
    }

    /** Counted up by one from the newest, and beginning with the balance that it ended with; the first is any. */
    private boolean follows(ParticipantId from, BankStatement statement) {
        return jdbc.sql(
                        """
                        select sequence + 1 = :sequence and closing_satang = :opening from bank_statement
                        where participant = :participant and account = :account order by sequence desc limit 1
                        """)
                .param("sequence", statement.sequence())
                .param("opening", statement.openingSatang())
                .param("participant", from.value())
                .param("account", statement.account())
                .query(Boolean.class)
                .optional()
                .orElse(true);
    }

    private void compare(ParticipantId from, String statementId, BankStatement statement) {
        List<BankStatement.Entry> paid = statement.entries().stream()
                .filter(entry -> entry.direction() == BankStatement.Direction.PAID_OUT)
                .toList();
        Map<UUID, InstructionStore.Told> told = instructions.lockTold(
                from, null, paid.stream().map(BankStatement.Entry::id).toList());
        var agreeing = new HashMap<UUID, LocalDate>();
        for (BankStatement.Entry entry : paid) {
            InstructionStore.Told instruction = told.get(entry.id());
            if (instruction == null) {
                incidents.open(Incident.Kind.UNKNOWN_INSTRUCTION, from, entry.id(), statementId);
            } else if (instruction.amountSatang() != entry.amountSatang()) {
                incidents.open(Incident.Kind.OTHER_AMOUNT, from, entry.id(), statementId);
            } else if (instruction.isRefused()) {
                incidents.open(Incident.Kind.CREDITED_AFTER_REFUSAL, from, entry.id(), statementId);
                instructions.hold(entry.id());
            } else {
                agreeing.put(entry.id(), entry.bookedOn());
            }
        }
        instructions.markStated(agreeing);
    }

    private boolean isFirst(String kind, ParticipantId from, String id, byte[] xml) {
        return jdbc.sql(
                                """
                                insert into disbursement_report (participant, id, content, received_at)
                                values (:participant, :id, :content, :now) on conflict do nothing
                                """)
                        .param("participant", from.value())
                        .param("id", kind + "/" + id)
                        .param("content", sha256(xml))
                        .param("now", now())
                        .update()
                == 1;
    }

    private boolean isSame(String kind, ParticipantId from, String id, byte[] xml) {
        return jdbc.sql(
                        "select content = :content from disbursement_report where participant = :participant and id = :id")
                .param("content", sha256(xml))
                .param("participant", from.value())
                .param("id", kind + "/" + id)
                .query(Boolean.class)
                .single();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private static byte[] sha256(byte[] content) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(content);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
