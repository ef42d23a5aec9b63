package org.namjai.platform.account.web;

import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.namjai.platform.account.AccountKind;
import org.namjai.platform.account.Accounts;
import org.namjai.platform.account.Statements;
import org.namjai.platform.shared.InvalidInput;
import org.namjai.platform.shared.ParticipantId;
import org.namjai.platform.shared.ProgrammeId;

/** What callers write into addresses, read strictly; all that is wrong is reported at once. */
final class Parameters {
    private static final int DEFAULT_LIMIT = 50;
    private static final Pattern UUID_TEXT = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
    /** From 1, and no longer than a long can be. */
    private static final Pattern ENTRY = Pattern.compile("[1-9][0-9]{0,17}");

    private static final Pattern LIMIT = Pattern.compile("[1-9][0-9]{0,2}");
    private static final int MAX_LIMIT = Math.min(Accounts.MAX_LIMIT, Statements.MAX_LIMIT);
    private static final String LIMIT_TH = "ต้องเป็นจำนวนเต็มตั้งแต่ 1 ถึง " + MAX_LIMIT;
    private static final String LIMIT_EN = "must be a whole number from 1 to " + MAX_LIMIT;
    private static final String KINDS =
            Arrays.stream(AccountKind.values()).map(AccountKind::code).collect(Collectors.joining(", "));

    private Parameters() {}

    /** Which accounts, and how many of them from where. */
    record Search(Accounts.Filter filter, @Nullable UUID after, @Nullable UUID before, int limit) {
        static Search of(
                @Nullable String programme,
                @Nullable String kind,
                @Nullable String participant,
                @Nullable String after,
                @Nullable String before,
                @Nullable String limit) {
            new InvalidInput.Check()
                    .valid(
                            programme,
                            ProgrammeId::isValid,
                            "programme",
                            "ต้องเป็นรหัสโครงการ: ขึ้นต้นด้วย a-z ตามด้วย a-z 0-9 หรือ - รวมไม่เกิน 63 ตัว",
                            "must be a programme's id: a letter a-z, then a-z, 0-9 or -, at most 63 characters")
                    .valid(
                            kind,
                            text -> kind(text).isPresent(),
                            "kind",
                            "ต้องเป็นชนิดบัญชีหนึ่งใน: " + KINDS,
                            "must be one of: " + KINDS)
                    .that(
                            participant == null || ParticipantId.isValid(participant),
                            "participant",
                            "ต้องเป็นรหัสผู้ให้บริการ: ขึ้นต้นด้วย a-z ตามด้วย a-z 0-9 หรือ - รวมไม่เกิน 31 ตัว",
                            "must be a participant's id: a letter a-z, then a-z, 0-9 or -, at most 31 characters")
                    .that(isUuid(after), "after", "ต้องเป็นรหัสบัญชี (UUID)", "must be an account's id (a UUID)")
                    .that(isUuid(before), "before", "ต้องเป็นรหัสบัญชี (UUID)", "must be an account's id (a UUID)")
                    .that(
                            after == null || before == null,
                            "before",
                            "ใช้พร้อมกับ after ไม่ได้",
                            "cannot be used together with after")
                    .that(isLimit(limit), "limit", LIMIT_TH, LIMIT_EN)
                    .orThrow();
            return new Search(
                    new Accounts.Filter(
                            new ProgrammeId(Objects.requireNonNull(programme)),
                            kind(Objects.requireNonNull(kind)).orElseThrow(),
                            participant == null ? null : new ParticipantId(participant)),
                    after == null ? null : UUID.fromString(after),
                    before == null ? null : UUID.fromString(before),
                    limit == null ? DEFAULT_LIMIT : Integer.parseInt(limit));
        }
    }

    /** Which account, and how many of its lines from where. */
    record History(UUID account, @Nullable Long before, int limit) {
        static History of(String id, @Nullable String before, @Nullable String limit) {
            new InvalidInput.Check()
                    .that(isUuid(id), "id", "ต้องเป็นรหัสบัญชี (UUID)", "must be an account's id (a UUID)")
                    .that(
                            before == null || ENTRY.matcher(before).matches(),
                            "before",
                            "ต้องเป็นเลขลำดับรายการ เป็นจำนวนเต็มตั้งแต่ 1 ไม่เกิน 18 หลัก",
                            "must be an entry's number: a whole number from 1, at most 18 digits")
                    .that(isLimit(limit), "limit", LIMIT_TH, LIMIT_EN)
                    .orThrow();
            return new History(
                    UUID.fromString(id),
                    before == null ? null : Long.valueOf(before),
                    limit == null ? DEFAULT_LIMIT : Integer.parseInt(limit));
        }
    }

    private static Optional<AccountKind> kind(String code) {
        return Arrays.stream(AccountKind.values())
                .filter(kind -> kind.code().equals(code))
                .findFirst();
    }

    private static boolean isUuid(@Nullable String text) {
        return text == null || UUID_TEXT.matcher(text).matches();
    }

    private static boolean isLimit(@Nullable String text) {
        return text == null || (LIMIT.matcher(text).matches() && Integer.parseInt(text) <= MAX_LIMIT);
    }
}
