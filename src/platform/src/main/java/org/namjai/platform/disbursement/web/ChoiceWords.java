package org.namjai.platform.disbursement.web;

import org.namjai.platform.disbursement.PayeeChoices.Chosen;
import org.namjai.platform.shared.Problems;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;

/** Why a choice was not taken, in words. */
final class ChoiceWords {
    private ChoiceWords() {}

    static ProblemDetail problem(Chosen refused) {
        return switch (refused) {
            case NOT_SERVED ->
                of("participant", "ธนาคารนี้ไม่รับช่องทางนี้ในขณะนี้", "does not serve this channel now");
            case NO_SUCH_ACCOUNT -> of("account", "ธนาคารไม่พบบัญชีนี้", "is not known to the participant");
            case NOT_OPEN -> of("account", "บัญชีนี้ปิดหรือถูกระงับ", "is closed or blocked");
            case NAME_MISMATCH -> of("account", "บัญชีนี้เป็นของผู้อื่น", "belongs to somebody else");
            case CHOSEN -> throw new IllegalArgumentException("nothing is wrong");
        };
    }

    private static ProblemDetail of(String field, String th, String en) {
        return Problems.of(HttpStatus.UNPROCESSABLE_ENTITY, "Not chosen", field, th, en);
    }
}
