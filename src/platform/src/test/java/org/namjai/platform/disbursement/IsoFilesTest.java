package org.namjai.platform.disbursement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.prowidesoftware.swift.model.mx.MxCamt05300108;
import com.prowidesoftware.swift.model.mx.MxPain00100109;
import com.prowidesoftware.swift.model.mx.MxPain00200110;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.namjai.platform.disbursement.BankStatement.Direction;
import org.namjai.platform.disbursement.InstructionFile.Scheme;
import org.namjai.platform.disbursement.StatusReport.Status;
import org.namjai.platform.shared.CitizenId;
import org.namjai.platform.shared.InvalidInput;
import org.namjai.platform.shared.ParticipantId;
import org.namjai.platform.shared.ProgrammeId;
import org.namjai.platform.shared.Pseudonym;

/** The files of docs/iso20022: what the platform writes, what banks write, and what nobody may send. */
class IsoFilesTest {
    private static final Path GOLDEN = Path.of(System.getProperty("namjai.home", "../.."), "docs", "iso20022");
    private static final Instant MADE = Instant.parse("2026-11-23T02:00:00Z");
    private static final CitizenId CITIZEN = new CitizenId("1101700230708");
    private static final Pseudonym PAYEE = new Pseudonym("abcdefghijklmnopqrstuvwxyz234567");
    private static final UUID WALLET = id(90);

    private static UUID id(int n) {
        return UUID.fromString("7b0a3d2e-6f0a-4a3e-9d0c-%012d".formatted(n));
    }

    private static InstructionFile file(List<InstructionFile.Item> items) {
        return new InstructionFile(
                "bua-2026-11-23-1",
                MADE,
                LocalDate.of(2026, 11, 23),
                new ParticipantId("bua"),
                new ProgrammeId("digital-wallet"),
                InstructionFile.Kind.WALLET,
                "GOVT",
                items);
    }

    private static List<InstructionFile.Item> oneOfEach() {
        return List.of(
                new InstructionFile.Item(id(1), 1_000_000, Scheme.ACCOUNT, "0123456789", CITIZEN, PAYEE),
                new InstructionFile.Item(id(2), 1_000_050, Scheme.NATIONAL_ID, "1101700230708", CITIZEN, PAYEE),
                new InstructionFile.Item(id(3), 1, Scheme.MOBILE, "0066812345678", CITIZEN, PAYEE),
                new InstructionFile.Item(id(4), 99, Scheme.E_WALLET, "004999123456789", CITIZEN, PAYEE));
    }

    @Test
    void instructions_areWrittenAsTheGoldenFile() throws Exception {
        assertThat(text(Pain001Writer.write(file(oneOfEach())))).isEqualToIgnoringNewLines(golden("pain.001.xml"));
    }

    @Test
    void everyGoldenFile_isValidByItsSchema() throws Exception {
        new IsoSchema(MxPain00100109.class, "pain.001.001.09").validate(bytes("pain.001.xml"));
        new IsoSchema(MxPain00200110.class, "pain.002.001.10").validate(bytes("pain.002.xml"));
        new IsoSchema(MxCamt05300108.class, "camt.053.001.08").validate(bytes("camt.053.xml"));
    }

    @ParameterizedTest
    @CsvSource({
        "<MsgId>bua-2026-11-23-1</MsgId>, ''",
        "<MsgId>bua-2026-11-23-1</MsgId>, <MsgId>bua-2026-11-23-1-which-is-longer-than-35</MsgId>",
        "<PmtMtd>TRF</PmtMtd>, ''",
        "Ccy=\"THB\", Ccy=\"baht\"",
        "<NbOfTxs>4</NbOfTxs>, <NbOfTxs>four</NbOfTxs>",
        "<Cd>NIDN</Cd>, <Cd>NIDN</Cd><Prtry>x</Prtry>",
        ">10000.00<, >-10000.00<"
    })
    void schema_refusesWhatIsoRefuses(String part, String instead) throws Exception {
        String valid = golden("pain.001.xml");
        assertThat(valid).contains(part);
        var schema = new IsoSchema(MxPain00100109.class, "pain.001.001.09");
        assertThatThrownBy(() -> schema.validate(bytesOf(valid.replace(part, instead))))
                .isInstanceOf(org.xml.sax.SAXException.class);
    }

    @Test
    void fullFile_isValidAndNotTooLarge() throws Exception {
        var items = new ArrayList<InstructionFile.Item>();
        for (int i = 0; i < InstructionFile.MOST_ITEMS; i++) {
            items.add(new InstructionFile.Item(
                    UUID.randomUUID(), 1_000_000, Scheme.NATIONAL_ID, "1101700230708", CITIZEN, PAYEE));
        }
        byte[] xml = Pain001Writer.write(file(items));
        assertThat(xml.length).isLessThan(IsoXml.MOST_BYTES);
        new IsoSchema(MxPain00100109.class, "pain.001.001.09").validate(xml);
    }

    @Test
    void answers_areReadFromTheGoldenFile() throws Exception {
        assertThat(Pain002Reader.read(bytes("pain.002.xml")))
                .isEqualTo(new StatusReport(
                        "bua-report-1",
                        "bua-2026-11-23-1",
                        MADE,
                        List.of(
                                new StatusReport.Item(id(1), Status.CREDITED, null, WALLET),
                                new StatusReport.Item(id(2), Status.REFUSED, "AC04", null),
                                new StatusReport.Item(id(3), Status.PENDING, null, null))));
    }

    @Test
    void statement_isReadFromTheGoldenFile() throws Exception {
        assertThat(Camt053Reader.read(bytes("camt.053.xml")))
                .isEqualTo(new BankStatement(
                        "bua-statement-7",
                        7,
                        MADE,
                        "bua",
                        -500,
                        -1_000_400,
                        List.of(
                                new BankStatement.Entry(
                                        id(1), Direction.PAID_OUT, 1_000_000, LocalDate.of(2026, 11, 23), WALLET),
                                new BankStatement.Entry(
                                        id(5), Direction.RETURNED, 100, LocalDate.of(2026, 11, 23), WALLET))));
    }

    @ParameterizedTest
    @CsvSource({
        "<TxSts>ACCC</TxSts>, <TxSts>ACSP</TxSts>, TxInfAndSts[0].TxSts",
        "<Cd>AC04</Cd>, <Prtry>closed</Prtry>, TxInfAndSts[1].StsRsnInf",
        "<OrgnlEndToEndId>7b, <OrgnlEndToEndId>zz, TxInfAndSts[0].OrgnlEndToEndId",
        "<AcctSvcrRef>7b, <AcctSvcrRef>, TxInfAndSts[0].AcctSvcrRef",
        "<TxSts>RJCT</TxSts>, <TxSts>PDNG</TxSts>, TxInfAndSts[1].StsRsnInf"
    })
    void answerThatSaysSomethingElse_namesTheElement(String part, String instead, String element) throws Exception {
        String valid = golden("pain.002.xml");
        assertThat(valid).contains(part);
        assertThatThrownBy(() -> Pain002Reader.read(bytesOf(valid.replaceFirst(part, instead))))
                .isInstanceOfSatisfying(InvalidInput.class, invalid -> assertThat(invalid.problems())
                        .anyMatch(problem -> problem.field().equals(element)));
    }

    @Test
    void statementThatDoesNotAddUp_isRefused() throws Exception {
        String wrong = golden("camt.053.xml").replace(">10000.00<", ">10000.01<");
        assertThatThrownBy(() -> Camt053Reader.read(bytesOf(wrong))).isInstanceOf(InvalidInput.class);
    }

    @Test
    void hostileFile_isRefusedAndNothingOfItIsExpanded() throws Exception {
        String valid = golden("pain.002.xml");
        String body = valid.substring(valid.indexOf("<Document"));
        String deep = body.replace("<GrpHdr>", "<a>".repeat(100_000));
        List<String> hostile = List.of(
                "<!DOCTYPE Document [<!ENTITY a SYSTEM \"file:///etc/hostname\">]>"
                        + body.replace("bua-report-1", "&a;"),
                "<!DOCTYPE Document [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]>"
                        + body.replace("bua-report-1", "&b;"),
                "<!DOCTYPE Document SYSTEM \"http://127.0.0.1:1/x.dtd\">" + body,
                body.replace("bua-report-1", "&undeclared;"),
                deep,
                body.replace("<GrpHdr>", "<Surprise/><GrpHdr>"),
                body.replace("pain.002.001.10", "pain.002.001.03"),
                body.replace("</Document>", ""),
                body.replace("2026-11-23T02:00:00+00:00", "yesterday"),
                "{}",
                "",
                body + " ".repeat(IsoXml.MOST_BYTES));
        for (String xml : hostile) {
            assertThatThrownBy(() -> Pain002Reader.read(bytesOf(xml)))
                    .as(xml.substring(0, Math.min(100, xml.length())))
                    .isInstanceOf(InvalidInput.class);
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

    private static byte[] bytesOf(String xml) {
        return xml.getBytes(StandardCharsets.UTF_8);
    }
}
