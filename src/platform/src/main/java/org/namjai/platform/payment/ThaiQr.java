package org.namjai.platform.payment;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.namjai.platform.shared.InvalidInput;

/**
 * A Thai QR payment: EMVCo's merchant-presented code with tag 29 or 30. The maintained library for it (mvallim's emv-qrcode)
 * passes over what is cut off and doesn't tell which field is wrong, so it only stands against this one in the tests.
 *
 * @param once dynamic: made for one payment
 * @param amountSatang none when the payer enters it
 * @param label tag 62.05, the maker's own; none in most
 */
public record ThaiQr(Target target, boolean once, @Nullable Long amountSatang, @Nullable String label) {
    private static final int LONGEST = 512;
    private static final String FIELD = "qr";
    private static final String CRC_HEAD = "6304";
    private static final int CRC_LENGTH = CRC_HEAD.length() + 4;
    private static final Pattern AMOUNT = Pattern.compile("[0-9]{1,10}(\\.[0-9]{1,2})?");
    private static final Pattern REFERENCE = Pattern.compile("[A-Z0-9]{1,20}");
    static final Pattern LABEL = Pattern.compile("[A-Za-z0-9]{1,25}");
    private static final int SATANG_DIGITS = 2;

    /** Who is paid. */
    public sealed interface Target permits CreditTransfer, BillPayment {}

    /** Tag 29: an account, by what PromptPay knows it by. */
    public record CreditTransfer(Proxy proxy, String value) implements Target {}

    /**
     * Tag 30: a bill.
     *
     * @param biller tax id and two digits suffix
     * @param reference2 none in most
     */
    public record BillPayment(String biller, String reference1, @Nullable String reference2) implements Target {}

    /** What PromptPay knows an account by. */
    public enum Proxy {
        MOBILE("01", "0066[0-9]{9}"),
        NATIONAL_ID("02", "[0-9]{13}"),
        E_WALLET("03", "[0-9]{15}"),
        BANK_ACCOUNT("04", "[0-9]{1,43}"),
        ONE_TIME("05", "[A-Za-z0-9]{10}");

        private final String tag;
        private final Pattern form;

        Proxy(String tag, String form) {
            this.tag = tag;
            this.form = Pattern.compile(form);
        }
    }

    /** Payment networks of the Bank of Thailand and their templates' tags. */
    private enum Network {
        CREDIT_TRANSFER("29", "A000000677010111"),
        BILL_PAYMENT("30", "A000000677010112");

        private final String tag;
        private final String aid;

        Network(String tag, String aid) {
            this.tag = tag;
            this.aid = aid;
        }

        String template(String inner) {
            return QrFields.field(tag, QrFields.field("00", aid) + inner);
        }
    }

    /** What the picture holds. */
    public String text() {
        String text = QrFields.field("00", "01")
                + QrFields.field("01", once ? "12" : "11")
                + template()
                + QrFields.field("53", "764")
                + (amountSatang == null ? "" : QrFields.field("54", baht(amountSatang)))
                + QrFields.field("58", "TH")
                + (label == null ? "" : QrFields.field("62", QrFields.field("05", label)))
                + CRC_HEAD;
        return text + QrFields.crc(text);
    }

    private String template() {
        if (target instanceof CreditTransfer transfer) {
            return Network.CREDIT_TRANSFER.template(QrFields.field(transfer.proxy().tag, transfer.value()));
        }
        var bill = (BillPayment) target;
        return Network.BILL_PAYMENT.template(QrFields.field("01", bill.biller())
                + QrFields.field("02", bill.reference1())
                + (bill.reference2() == null ? "" : QrFields.field("03", bill.reference2())));
    }

    private static String baht(long satang) {
        return BigDecimal.valueOf(satang, SATANG_DIGITS).toPlainString();
    }

    /** @throws InvalidInput with the tag and its rule, for whatever is no Thai QR payment */
    public static ThaiQr read(String text) {
        if (text.length() > LONGEST)
            throw QrFields.broken(FIELD, "ยาวเกิน 512 ตัวอักษร", "is longer than 512 characters");
        checkCrc(text);
        QrFields fields = QrFields.read(text.substring(0, text.length() - CRC_LENGTH), FIELD);
        fields.need("00", "01"::equals, "ต้องเป็น 01", "must be 01");
        String method = fields.need("01", value -> value.matches("1[12]"), "ต้องเป็น 11 หรือ 12", "must be 11 or 12");
        fields.need("53", "764"::equals, "ต้องเป็น 764 (บาท)", "must be 764, baht");
        fields.need("58", "TH"::equals, "ต้องเป็น TH", "must be TH");
        return new ThaiQr(target(fields), method.equals("12"), amount(fields), label(fields));
    }

    private static void checkCrc(String text) {
        int end = text.length() - CRC_LENGTH;
        String signed = text.substring(0, Math.max(0, end + CRC_HEAD.length()));
        if (end < 0 || !signed.endsWith(CRC_HEAD) || !text.endsWith(QrFields.crc(signed))) {
            throw QrFields.broken(
                    FIELD + ".63",
                    "รหัสตรวจสอบไม่ถูกต้อง โปรดสแกนใหม่",
                    "the checksum is wrong or missing; scan again");
        }
    }

    private static Target target(QrFields fields) {
        List<Network> named = Arrays.stream(Network.values())
                .filter(network -> fields.has(network.tag))
                .toList();
        if (named.size() != 1) {
            throw QrFields.broken(
                    FIELD + ".29", "ต้องมีรหัส 29 หรือ 30 อย่างใดอย่างหนึ่ง", "must have one of tag 29 and tag 30");
        }
        Network network = named.get(0);
        QrFields inner = fields.inner(network.tag);
        inner.need("00", network.aid::equals, "ต้องเป็น " + network.aid, "must be " + network.aid);
        return network == Network.CREDIT_TRANSFER ? transfer(inner) : bill(inner);
    }

    private static CreditTransfer transfer(QrFields inner) {
        List<Proxy> named = Arrays.stream(Proxy.values())
                .filter(proxy -> inner.has(proxy.tag))
                .toList();
        if (named.size() != 1) {
            throw QrFields.broken(inner.inside("01"), "ต้องมีบัญชีปลายทางเดียว", "must name one account");
        }
        Proxy proxy = named.get(0);
        return new CreditTransfer(
                proxy,
                inner.need(proxy.tag, matching(proxy.form), "รูปแบบไม่ถูกต้อง", "must match " + proxy.form.pattern()));
    }

    private static BillPayment bill(QrFields inner) {
        return new BillPayment(
                inner.need(
                        "01",
                        value -> value.matches("[0-9]{1,15}"),
                        "ต้องเป็นตัวเลขไม่เกิน 15 หลัก",
                        "must be up to 15 digits"),
                inner.need("02", matching(REFERENCE), "ต้องเป็น A-Z 0-9 ไม่เกิน 20 ตัว", "must be up to 20 of A-Z 0-9"),
                inner.find(
                        "03", matching(REFERENCE), "ต้องเป็น A-Z 0-9 ไม่เกิน 20 ตัว", "must be up to 20 of A-Z 0-9"));
    }

    private static @Nullable Long amount(QrFields fields) {
        String baht = fields.find(
                "54",
                ThaiQr::isAmount,
                "ต้องเป็นจำนวนบาทมากกว่า 0 ทศนิยมไม่เกิน 2 ตำแหน่ง",
                "must be baht above 0 with at most two decimals");
        return baht == null ? null : satang(baht);
    }

    private static boolean isAmount(String baht) {
        return matching(AMOUNT).test(baht) && satang(baht) > 0;
    }

    private static long satang(String baht) {
        return new BigDecimal(baht).movePointRight(SATANG_DIGITS).longValueExact();
    }

    private static @Nullable String label(QrFields fields) {
        return fields.inner("62")
                .find(
                        "05",
                        matching(LABEL),
                        "ต้องเป็นตัวอักษรและตัวเลขไม่เกิน 25 ตัว",
                        "must be up to 25 letters and digits");
    }

    private static java.util.function.Predicate<String> matching(Pattern pattern) {
        return pattern.asMatchPredicate();
    }
}
