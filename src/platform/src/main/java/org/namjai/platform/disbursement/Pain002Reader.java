package org.namjai.platform.disbursement;

import com.prowidesoftware.swift.model.mx.MxPain00200110;
import com.prowidesoftware.swift.model.mx.dic.CustomerPaymentStatusReportV10;
import com.prowidesoftware.swift.model.mx.dic.OriginalPaymentInstruction32;
import com.prowidesoftware.swift.model.mx.dic.PaymentTransaction105;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.namjai.platform.disbursement.StatusReport.Status;
import org.namjai.platform.shared.InvalidInput;

/** Reads participants' answers, pain.002.001.10; docs/bank.md says what stands where. */
final class Pain002Reader {
    private static final IsoXml<MxPain00200110> XML = new IsoXml<>(MxPain00200110.class, "pain.002.001.10");
    private static final Map<String, Status> STATUSES =
            Map.of("ACCC", Status.CREDITED, "RJCT", Status.REFUSED, "PDNG", Status.PENDING);

    private Pain002Reader() {}

    /** @throws InvalidInput when it is no such file, or says something that Namjai does not understand */
    static StatusReport read(byte[] xml) {
        CustomerPaymentStatusReportV10 report = XML.read(xml).getCstmrPmtStsRpt();
        var check = new InvalidInput.Check();
        check.that(
                        isComplete(report),
                        "CstmrPmtStsRpt",
                        "ต้องมี GrpHdr และ OrgnlGrpInfAndSts",
                        "must have GrpHdr and OrgnlGrpInfAndSts")
                .orThrow();
        List<PaymentTransaction105> answers = report.getOrgnlPmtInfAndSts().stream()
                .map(OriginalPaymentInstruction32::getTxInfAndSts)
                .flatMap(List::stream)
                .toList();
        check.that(
                        !answers.isEmpty() && answers.size() <= InstructionFile.MOST_ITEMS,
                        "TxInfAndSts",
                        "ต้องมี 1 ถึง 10000 รายการ",
                        "must be 1 to 10000")
                .orThrow();
        for (int i = 0; i < answers.size(); i++) {
            check(check, "TxInfAndSts[" + i + "].", answers.get(i));
        }
        check.orThrow();
        return new StatusReport(
                report.getGrpHdr().getMsgId(),
                report.getOrgnlGrpInfAndSts().getOrgnlMsgId(),
                report.getGrpHdr().getCreDtTm().toInstant(),
                answers.stream().map(Pain002Reader::item).toList());
    }

    private static boolean isComplete(@Nullable CustomerPaymentStatusReportV10 report) {
        return report != null
                && report.getGrpHdr() != null
                && report.getGrpHdr().getMsgId() != null
                && report.getGrpHdr().getCreDtTm() != null
                && report.getOrgnlGrpInfAndSts() != null
                && report.getOrgnlGrpInfAndSts().getOrgnlMsgId() != null;
    }

    private static void check(InvalidInput.Check check, String at, PaymentTransaction105 answer) {
        Status status = answer.getTxSts() == null ? null : STATUSES.get(answer.getTxSts());
        check.that(
                        IsoXml.isId(answer.getOrgnlEndToEndId()),
                        at + "OrgnlEndToEndId",
                        "ต้องเป็นเลขฐานสิบหก 32 หลัก",
                        "must be 32 hexadecimal digits")
                .that(status != null, at + "TxSts", "ต้องเป็น ACCC RJCT หรือ PDNG", "must be ACCC, RJCT or PDNG")
                .that(
                        (reason(answer) != null) == (status == Status.REFUSED),
                        at + "StsRsnInf",
                        "ต้องมีรหัสเหตุผลเมื่อ RJCT เท่านั้น",
                        "must have a reason's code with RJCT, and only then")
                .that(
                        status == Status.CREDITED
                                ? IsoXml.isId(answer.getAcctSvcrRef())
                                : answer.getAcctSvcrRef() == null,
                        at + "AcctSvcrRef",
                        "ต้องเป็นรหัสของกระเป๋าหรือบัญชีเมื่อ ACCC เท่านั้น",
                        "must be the wallet's or account's id, 32 hexadecimal digits, with ACCC, and only then");
    }

    private static @Nullable String reason(PaymentTransaction105 answer) {
        return answer.getStsRsnInf().stream()
                .map(information -> information.getRsn())
                .filter(Objects::nonNull)
                .map(reason -> reason.getCd())
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private static StatusReport.Item item(PaymentTransaction105 answer) {
        String wallet = answer.getAcctSvcrRef();
        return new StatusReport.Item(
                IsoXml.id(answer.getOrgnlEndToEndId()),
                Objects.requireNonNull(STATUSES.get(answer.getTxSts())),
                reason(answer),
                wallet == null ? null : IsoXml.id(wallet));
    }
}
