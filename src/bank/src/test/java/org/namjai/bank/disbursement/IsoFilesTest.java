package org.namjai.bank.disbursement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.namjai.bank.account.AccountScheme;
import org.namjai.bank.security.Refusal;

/** The files of docs/iso20022, from a bank's side; the platform's tests hold the same files against their schemas. */
class IsoFilesTest {
    private static final Path GOLDEN = Path.of(System.getProperty("namjai.home", "../.."), "docs", "iso20022");
    private static final Instant MADE = Instant.parse("2026-11-23T02:00:00Z");
    private static final String CITIZEN = "1101700230708";
    private static final String PAYEE = "abcdefghijklmnopqrstuvwxyz234567";
    private static final LocalDate DAY = LocalDate.of(2026, 11, 23);

    private static UUID id(int n) {
        return UUID.fromString("7b0a3d2e-6f0a-4a3e-9d0c-%012d".formatted(n));
    }

    @Test
    void instructions_areReadFromTheGoldenFile() throws Exception {
        assertThat(Pain001Reader.read(bytes("pain.001.xml")))
                .isEqualTo(new BulkFile(
                        "bua-2026-11-23-1",
                        "digital-wallet",
                        MoneyForm.WALLET,
                        List.of(
                                item(1, 1_000_000, AccountScheme.NUMBER, "0123456789"),
                                item(2, 1_000_050, AccountScheme.NATIONAL_ID, CITIZEN),
                                item(3, 1, AccountScheme.MOBILE, "0066812345678"),
                                item(4, 99, AccountScheme.E_WALLET, "004999123456789"))));
    }

    private static BulkFile.Item item(int id, long satang, AccountScheme scheme, String account) {
        return new BulkFile.Item(id(id), satang, scheme, account, CITIZEN, PAYEE);
    }

    @Test
    void answers_areWrittenAsTheGoldenFileButForWhatIsPending() throws Exception {
        byte[] written = Pain002Writer.write(new StatusReport(
                "bua-report-1",
                "bua-2026-11-23-1",
                MADE,
                List.of(
                        new StatusReport.Item(id(1), id(90), null),
                        new StatusReport.Item(id(2), null, RefusalReason.ACCOUNT_CLOSED))));
        // This bank decides at once and has nothing pending.
        String golden = golden("pain.002.xml")
                .replaceAll(
                        "(?s)<TxInfAndSts>\\s*<OrgnlEndToEndId>[0-9a-f]+3</OrgnlEndToEndId>.*?</TxInfAndSts>\\s*", "");
        assertThat(text(written)).isEqualToIgnoringWhitespace(golden);
    }

    @Test
    void statement_isWrittenAsTheGoldenFile() throws Exception {
        byte[] written = Camt053Writer.write(new Statement(
                "bua-statement-7",
                7,
                MADE,
                DAY,
                "bua",
                -500,
                List.of(
                        new Statement.Entry(id(1), true, 1_000_000, DAY, id(90)),
                        new Statement.Entry(id(5), false, 100, DAY, id(90)))));
        assertThat(text(written)).isEqualToIgnoringWhitespace(golden("camt.053.xml"));
    }

    @ParameterizedTest
    @CsvSource({
        "<NbOfTxs>4</NbOfTxs>, <NbOfTxs>5</NbOfTxs>, GrpHdr.NbOfTxs",
        "<CtrlSum>20001.50</CtrlSum>, <CtrlSum>20001.51</CtrlSum>, GrpHdr.CtrlSum",
        ">0.99<, >0.995<, CdtTrfTxInf[3].Amt.InstdAmt",
        ">0.99<, >0<, CdtTrfTxInf[3].Amt.InstdAmt",
        ">0.99<, >99999999999999999<, CdtTrfTxInf[3].Amt.InstdAmt",
        "Ccy=\"THB\", Ccy=\"USD\", CdtTrfTxInf[0].Amt.InstdAmt",
        "<Prtry>MSISDN</Prtry>, <Prtry>EMAIL</Prtry>, CdtTrfTxInf[2].CdtrAcct.Prxy.Tp.Prtry",
        "<EndToEndId>7b0a3d2e6f0a4a3e9d0c000000000002, <EndToEndId>7b0a3d2e6f0a4a3e9d0c000000000001, PmtId.EndToEndId",
        "<Prtry>WALLET</Prtry>, <Prtry>GIFT</Prtry>, PmtInf.PmtTpInf.LclInstrm.Prtry",
        "<CstmrCdtTrfInitn>, <CstmrCdtTrfInitn><Surprise/>, Document"
    })
    void instructionThatSaysSomethingElse_namesTheElement(String part, String instead, String element)
            throws Exception {
        String valid = golden("pain.001.xml");
        assertThat(valid).contains(part);
        byte[] wrong = valid.replaceFirst(part, instead).getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> Pain001Reader.read(wrong))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.field()).isEqualTo(element));
    }

    @Test
    void hostileFile_isRefused() throws Exception {
        String valid = golden("pain.001.xml");
        String body = valid.substring(valid.indexOf("<Document"));
        List<String> hostile = List.of(
                "<!DOCTYPE Document [<!ENTITY a SYSTEM \"file:///etc/hostname\">]>"
                        + body.replace("bua-2026-11-23-1", "&a;"),
                "<!DOCTYPE Document>" + body,
                body.replace("<GrpHdr>", "<GrpHdr>".repeat(100_000)),
                body.replace("pain.001.001.09", "pain.001.001.03"),
                body + " ".repeat(IsoXml.MOST_BYTES),
                "{}");
        for (String xml : hostile) {
            assertThatThrownBy(() -> Pain001Reader.read(xml.getBytes(StandardCharsets.UTF_8)))
                    .isInstanceOf(Refusal.class);
        }
    }

    private static String golden(String name) throws IOException {
        return text(bytes(name));
    }

    private static byte[] bytes(String name) throws IOException {
        return Files.readAllBytes(GOLDEN.resolve(name));
    }

    private static String text(byte[] xml) {
        return new String(xml, StandardCharsets.UTF_8);
    }
}
