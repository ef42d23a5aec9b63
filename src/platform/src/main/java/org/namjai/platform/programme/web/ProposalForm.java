package org.namjai.platform.programme.web;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.namjai.platform.shared.InvalidInput;

/** A proposal as the page sends it: moments on Thailand's clock, money in baht. */
record ProposalForm(Map<String, String> sent) {
    private static final ZoneId BANGKOK = ZoneId.of("Asia/Bangkok");

    ProposalBody body() {
        var check = new InvalidInput.Check();
        var body = new ProposalBody(
                text("kind"),
                text("definitionId"),
                text("round"),
                moment("requestsOpenAt", check),
                moment("requestsCloseAt", check),
                moment("spendingOpensAt", check),
                moment("spendingClosesAt", check),
                satang(check),
                text("topUpRound"),
                text("note"));
        check.orThrow();
        return body;
    }

    private @Nullable String text(String field) {
        String text = sent.getOrDefault(field, "").strip();
        return text.isEmpty() ? null : text;
    }

    private @Nullable Instant moment(String field, InvalidInput.Check check) {
        String text = text(field);
        if (text == null) return null;
        try {
            return LocalDateTime.parse(text).atZone(BANGKOK).toInstant();
        } catch (DateTimeParseException e) {
            check.that(false, field, "ต้องเป็นวันและเวลา", "must be a day and a time");
            return null;
        }
    }

    private @Nullable Long satang(InvalidInput.Check check) {
        String text = text("budgetBaht");
        if (text == null) return null;
        try {
            return new BigDecimal(text.replace(",", "")).movePointRight(2).longValueExact();
        } catch (ArithmeticException | NumberFormatException e) {
            check.that(
                    false,
                    "budgetBaht",
                    "ต้องเป็นจำนวนเงิน ไม่เกินสองตำแหน่ง",
                    "must be an amount with at most two decimals");
            return null;
        }
    }
}
