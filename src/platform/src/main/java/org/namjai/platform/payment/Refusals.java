package org.namjai.platform.payment;

import java.util.Optional;
import org.namjai.platform.payment.RegisteredMerchant.State;
import org.namjai.platform.shared.Reason;

/** Reasons against a purchase that no programme's rules can waive: who takes part, what is paid, and the money itself. */
final class Refusals {
    static final Refusal UNKNOWN_WALLET = new Refusal(
            "payer",
            new Reason(
                    "unknown-wallet",
                    "ไม่พบกระเป๋าเงินนี้ของผู้จ่ายในโครงการ",
                    "The payer has no such wallet in this programme."));
    static final Refusal UNKNOWN_MERCHANT =
            new Refusal("payee", new Reason("unknown-merchant", "ไม่พบร้านค้านี้", "There is no such merchant."));
    static final Refusal INSUFFICIENT_BALANCE = new Refusal(
            "payer",
            new Reason("insufficient-balance", "ยอดเงินคงเหลือไม่พอ", "The wallet holds less than the amount."));
    static final Refusal QR_PAID = new Refusal(
            "payee",
            new Reason(
                    "qr-already-paid",
                    "QR นี้ใช้จ่ายไปแล้ว ขอ QR ใหม่จากร้านค้า",
                    "This QR code was paid before; ask the merchant for a new one."));
    static final Refusal QR_EXPIRED = new Refusal(
            "payee",
            new Reason(
                    "qr-expired",
                    "QR นี้หมดอายุแล้ว ขอ QR ใหม่จากร้านค้า",
                    "This QR code has expired; ask the merchant for a new one."));

    private Refusals() {}

    /** None when the merchant is active. */
    static Optional<Refusal> ofState(String side, RegisteredMerchant merchant) {
        if (merchant.state() == State.ACTIVE) return Optional.empty();
        String why = merchant.reason().isEmpty() ? "" : ": " + merchant.reason();
        return Optional.of(new Refusal(
                side,
                new Reason(
                        "merchant-" + merchant.state().code(),
                        th(merchant.state()) + why,
                        "The merchant " + en(merchant.state()) + why)));
    }

    private static String th(State state) {
        return switch (state) {
            case ACTIVE -> "";
            case APPLIED -> "ร้านค้ายังรอการอนุมัติ";
            case SUSPENDED -> "ร้านค้าถูกระงับ";
            case CLOSED -> "ร้านค้าเลิกร่วมโครงการแล้ว";
        };
    }

    private static String en(State state) {
        return switch (state) {
            case ACTIVE -> "";
            case APPLIED -> "is not yet approved";
            case SUSPENDED -> "is suspended";
            case CLOSED -> "has left";
        };
    }
}
