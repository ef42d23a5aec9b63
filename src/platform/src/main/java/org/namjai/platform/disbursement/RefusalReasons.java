package org.namjai.platform.disbursement;

import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.namjai.platform.shared.Reason;

/** The reasons a participant may refuse with, in words for the person. */
final class RefusalReasons {
    private static final Map<String, Reason> REASONS = Map.of(
            "no-such-account",
            new Reason("no-such-account", "ธนาคารไม่พบบัญชีนี้", "The bank does not know this account."),
            "name-mismatch",
            new Reason("name-mismatch", "ชื่อเจ้าของบัญชีไม่ตรงกับผู้มีสิทธิ", "The account belongs to somebody else."),
            "account-closed",
            new Reason("account-closed", "บัญชีนี้ปิดแล้ว", "The account is closed."),
            "not-linked",
            new Reason(
                    "not-linked",
                    "ยังไม่ได้ผูกพร้อมเพย์กับเลขบัตรประชาชนหรือเบอร์มือถือนี้",
                    "PromptPay is not linked to this citizen id or mobile number."),
            "not-open",
            new Reason("not-open", "บัญชีนี้ไม่เคลื่อนไหวหรือถูกระงับ", "The account is inactive or blocked."),
            "limit-exceeded",
            new Reason("limit-exceeded", "เกินวงเงินของบัญชี", "The amount is over the account’s limit."),
            "technical",
            new Reason("technical", "ระบบของธนาคารขัดข้อง", "The bank had a technical fault."),
            "no-channel",
            new Reason("no-channel", "ไม่มีธนาคารหรือช่องทางที่จ่ายให้ได้", "No bank or channel could pay."));

    private RefusalReasons() {}

    static Set<String> codes() {
        return REASONS.keySet();
    }

    static Reason of(String code) {
        return Objects.requireNonNull(REASONS.get(code), code);
    }
}
