package org.namjai.platform.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.emv.qrcode.decoder.mpm.DecoderMpm;
import com.emv.qrcode.model.mpm.MerchantPresentedMode;
import com.google.zxing.BinaryBitmap;
import com.google.zxing.client.j2se.BufferedImageLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.io.ByteArrayInputStream;
import java.util.List;
import javax.imageio.ImageIO;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.namjai.platform.payment.ThaiQr.BillPayment;
import org.namjai.platform.payment.ThaiQr.CreditTransfer;
import org.namjai.platform.payment.ThaiQr.Proxy;
import org.namjai.platform.shared.FieldProblem;
import org.namjai.platform.shared.InvalidInput;

class ThaiQrTest {
    /** PromptPay's often published one: mobile number 081-234-5678, any amount. */
    private static final String VECTOR = "00020101021129370016A0000006770101110113006681234567853037645802TH6304823E";

    private static final BillPayment SHOP = new BillPayment("099999999999901", "7", "INV1");

    @Test
    void checksum_isCcittFalse() {
        assertThat(QrFields.crc("123456789")).isEqualTo("29B1");
    }

    @Test
    void picture_isReadByAnotherReader() throws Exception {
        String text = new ThaiQr(SHOP, true, 12_345L, "ABC").text();
        var image = ImageIO.read(new ByteArrayInputStream(QrImage.png(text)));
        var bitmap = new BinaryBitmap(new HybridBinarizer(new BufferedImageLuminanceSource(image)));

        assertThat(new QRCodeReader().decode(bitmap).getText()).isEqualTo(text);
        assertThat(QrImage.svg(text)).startsWith("<svg").endsWith("</svg>");
    }

    @Provide
    Arbitrary<ThaiQr> codes() {
        Arbitrary<String> references = Arbitraries.strings()
                .withCharRange('A', 'Z')
                .withCharRange('0', '9')
                .ofMinLength(1)
                .ofMaxLength(20);
        Arbitrary<ThaiQr.Target> bills = Combinators.combine(
                        Arbitraries.strings().numeric().ofMinLength(1).ofMaxLength(15),
                        references,
                        references.injectNull(0.3))
                .as(BillPayment::new);
        Arbitrary<ThaiQr.Target> transfers = Arbitraries.of(
                new CreditTransfer(Proxy.MOBILE, "0066812345678"),
                new CreditTransfer(Proxy.NATIONAL_ID, "1112034563562"),
                new CreditTransfer(Proxy.E_WALLET, "004000123456789"),
                new CreditTransfer(Proxy.BANK_ACCOUNT, "0141234567890"),
                new CreditTransfer(Proxy.ONE_TIME, "a1B2c3D4e5"));
        return Combinators.combine(
                        Arbitraries.oneOf(bills, transfers),
                        Arbitraries.of(true, false),
                        Arbitraries.longs().between(1, 999_999_999_999L).injectNull(0.3),
                        Arbitraries.strings()
                                .alpha()
                                .numeric()
                                .ofMinLength(1)
                                .ofMaxLength(25)
                                .injectNull(0.3))
                .as(ThaiQr::new);
    }

    @Property(tries = 300)
    void whatWasWritten_isReadAgainHereAndByAnotherLibrary(@ForAll("codes") ThaiQr code) throws Exception {
        String text = code.text();
        assertThat(ThaiQr.read(text)).isEqualTo(code);

        MerchantPresentedMode other = DecoderMpm.decode(text, MerchantPresentedMode.class);
        assertThat(other.getCRC().getValue()).isEqualTo(text.substring(text.length() - 4));
        assertThat(other.getPointOfInitiationMethod().getValue()).isEqualTo(code.once() ? "12" : "11");
        assertThat(other.getMerchantAccountInformation()).hasSize(1);
        assertThat(com.emv.qrcode.validators.Crc16Validate.validate(text).isValid())
                .isTrue();
    }

    @Property(tries = 2_000)
    void anyText_isReadOrRefusedByField(@ForAll String text) {
        readOrRefused(text);
    }

    /** Its checksum is right, so that the reading goes on inside. */
    @Property(tries = 3_000)
    void codeWithAPieceChanged_isReadOrRefusedByField(
            @ForAll("codes") ThaiQr code,
            @ForAll("pieces") String piece,
            @ForAll @IntRange(max = 200) int place,
            @ForAll @IntRange(max = 12) int cut) {
        String inside = code.text().substring(0, code.text().length() - 8);
        int at = Math.min(place, inside.length());
        String changed = inside.substring(0, at) + piece + inside.substring(Math.min(inside.length(), at + cut));
        readOrRefused(signed(changed));
    }

    @Provide
    Arbitrary<String> pieces() {
        return Arbitraries.oneOf(
                Arbitraries.strings().ofMaxLength(8),
                Arbitraries.strings().numeric().ofMaxLength(8),
                Arbitraries.of("5400", "5499", "62", "3099", "2901A", "0102120102", "๐๑๐๒", "540900000.000", "540010"));
    }

    private static void readOrRefused(String text) {
        try {
            assertThat(ThaiQr.read(text).text()).isNotEmpty();
        } catch (InvalidInput refused) {
            assertThat(refused.problems()).isNotEmpty().allSatisfy(problem -> {
                assertThat(problem.field()).startsWith("qr");
                assertThat(problem.th()).isNotBlank();
                assertThat(problem.en()).isNotBlank();
            });
        }
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "000201, 000202, qr.00",
                "010212, 010213, qr.01",
                "010212, \"\", qr.01",
                "5303764, 5303840, qr.53",
                "5802TH, 5802KH, qr.58",
                "5406123.45, 54040.00, qr.54",
                "5406123.45, 54051.234, qr.54",
                "5406123.45, 5402-1, qr.54",
                "5406123.45, 5400, qr.54",
                "5406123.45, 5406123.455406123.45, qr.54",
                "A000000677010112, A000000677010113, qr.30.00",
                "0115099999999999901, 011509999999999990A, qr.30.01",
                "02017, 0201a, qr.30.02",
                "0304INV1, 0304inv1, qr.30.03",
                "0304INV1, 0309INV1, qr.30.03",
                "0503ABC, 0503A-C, qr.62.05",
                "6207, 6299, qr.62",
                "5303764, 53X3764, qr"
            })
    void malformedCode_isRefusedByFieldAndRule(String part, String changed, String field) {
        String text = new ThaiQr(SHOP, true, 12_345L, "ABC").text();
        String inside = text.substring(0, text.length() - 8);
        assertThat(inside).contains(part);

        assertRefused(signed(inside.replace(part, changed)), field);
    }

    @Test
    void codeOfNoOrTwoNetworks_cutOff_orWithAWrongChecksum_isRefused() {
        String good = new ThaiQr(SHOP, false, null, null).text();
        String transfer = new ThaiQr(new CreditTransfer(Proxy.MOBILE, "0066812345678"), false, null, null).text();
        String template29 = transfer.substring(12, 12 + 41);

        assertRefused(signed("000201010211" + "53037645802TH"), "qr.29");
        assertRefused(signed(good.substring(0, good.length() - 8) + template29), "qr.29");
        assertRefused(good.substring(0, good.length() - 1), "qr.63");
        assertRefused(good.substring(0, good.length() - 4) + "0000", "qr.63");
        assertRefused(good.replace("5802TH", "5802TX"), "qr.63");
        assertRefused("", "qr.63");
        assertRefused("0".repeat(513), "qr");
    }

    private static String signed(String inside) {
        return inside + "6304" + QrFields.crc(inside + "6304");
    }

    private static void assertRefused(String text, String field) {
        assertThatThrownBy(() -> ThaiQr.read(text))
                .isInstanceOfSatisfying(InvalidInput.class, refused -> assertThat(refused.problems())
                        .extracting(FieldProblem::field)
                        .isEqualTo(List.of(field)));
    }

    @Test
    void publishedExample_isReadAndWrittenByteForByte() {
        var mobile = new ThaiQr(new CreditTransfer(Proxy.MOBILE, "0066812345678"), false, null, null);

        assertThat(ThaiQr.read(VECTOR)).isEqualTo(mobile);
        assertThat(mobile.text()).isEqualTo(VECTOR);
    }
}
