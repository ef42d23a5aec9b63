package org.namjai.platform.payment;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.namjai.platform.payment.ThaiQr.BillPayment;
import org.namjai.platform.privacy.People;
import org.namjai.platform.shared.InvalidInput;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;

/**
 * Merchants' QR codes: bill payments of the scheme's biller, with the merchant's number as first reference. A dynamic one
 * carries a label of our making: a random word, the minute in which it ends, and a seal over both, merchant, amount and
 * bill. So it can't be altered or made by others, and nothing is stored before it is paid.
 */
@Service
public class MerchantQrs {
    private static final int RADIX = 36;
    private static final int WORD = 8;
    private static final int MINUTE = 6;
    private static final int SEAL = 11;
    private static final long WORDS = (long) Math.pow(RADIX, WORD);

    private final Merchants merchants;
    private final People people;
    private final Clock clock;
    private final String biller;
    private final SecureRandom random = new SecureRandom();

    MerchantQrs(
            Merchants merchants,
            People people,
            Clock clock,
            @Value("${namjai.payments.biller:099999999999901}") String biller) {
        this.merchants = merchants;
        this.people = people;
        this.clock = clock;
        this.biller = biller;
    }

    /**
     * What a QR code asks for.
     *
     * @param amountSatang none when the payer enters it
     * @param label of a dynamic code
     * @param endsAt from when on a dynamic code is no longer paid
     */
    public record Scanned(
            RegisteredMerchant merchant,
            @Nullable Long amountSatang,
            @Nullable String bill,
            @Nullable String label,
            @Nullable Instant endsAt) {}

    /** Static: for the counter. */
    public ThaiQr lasting(RegisteredMerchant merchant) {
        return new ThaiQr(target(merchant, null), false, null, null);
    }

    /**
     * Dynamic: for one payment.
     *
     * @param bill the merchant's own number of the bill, up to 20 of A-Z 0-9
     */
    public ThaiQr once(RegisteredMerchant merchant, long amountSatang, @Nullable String bill, Duration lifetime) {
        String head = letters(Math.floorMod(random.nextLong(), WORDS), WORD)
                + letters(clock.instant().plus(lifetime).getEpochSecond() / 60 + 1, MINUTE);
        BillPayment target = target(merchant, bill);
        return new ThaiQr(target, true, amountSatang, head + seal(target, amountSatang, head));
    }

    private BillPayment target(RegisteredMerchant merchant, @Nullable String bill) {
        return new BillPayment(biller, Long.toString(merchant.number()), bill);
    }

    private String seal(BillPayment target, long amountSatang, String head) {
        String sealed = String.join(
                "|", target.reference1(), String.valueOf(target.reference2()), Long.toString(amountSatang), head);
        return people.digest("thai-qr", sealed).substring(0, SEAL).toUpperCase(Locale.ROOT);
    }

    private static String letters(long number, int length) {
        String text = Long.toString(number, RADIX).toUpperCase(Locale.ROOT);
        return "0".repeat(length - text.length()) + text;
    }

    /** @throws InvalidInput with the tag and its rule, for a code that does not name a merchant of ours */
    public Scanned read(String text) {
        ThaiQr qr = ThaiQr.read(text);
        if (!(qr.target() instanceof BillPayment bill) || !bill.biller().equals(biller)) {
            throw QrFields.broken("qr.30.01", "ไม่ใช่ QR ของร้านค้าในระบบนี้", "is not of this scheme's merchants");
        }
        RegisteredMerchant merchant = merchant(bill);
        if (!qr.once()) return new Scanned(merchant, qr.amountSatang(), bill.reference2(), null, null);
        String label = checkedLabel(qr, bill);
        return new Scanned(merchant, qr.amountSatang(), bill.reference2(), label, end(label));
    }

    private RegisteredMerchant merchant(BillPayment bill) {
        // Fewer digits than the largest number has.
        if (!bill.reference1().matches("[1-9][0-9]{0,17}")) throw noMerchant();
        return merchants.known(Long.parseLong(bill.reference1())).orElseThrow(MerchantQrs::noMerchant);
    }

    private static InvalidInput noMerchant() {
        return QrFields.broken("qr.30.02", "ไม่มีร้านค้านี้", "names no merchant");
    }

    private String checkedLabel(ThaiQr qr, BillPayment bill) {
        String label = qr.label();
        Long amount = qr.amountSatang();
        if (amount == null)
            throw QrFields.broken(
                    "qr.54", "QR แบบใช้ครั้งเดียวต้องมีจำนวนเงิน", "is required of a code for one payment");
        boolean ours = label != null
                && label.length() == WORD + MINUTE + SEAL
                && MessageDigest.isEqual(
                        label.substring(WORD + MINUTE).getBytes(US_ASCII),
                        seal(bill, amount, label.substring(0, WORD + MINUTE)).getBytes(US_ASCII));
        if (!ours)
            throw QrFields.broken(
                    "qr.62.05", "QR ถูกแก้ไขหรือไม่ได้ออกโดยระบบนี้", "was altered, or not made by this scheme");
        return String.valueOf(label);
    }

    /** The end of the dynamic code of this label, which was checked when the code was read. */
    static Instant end(String label) {
        return Instant.ofEpochSecond(60 * Long.parseLong(label.substring(WORD, WORD + MINUTE), RADIX));
    }
}
