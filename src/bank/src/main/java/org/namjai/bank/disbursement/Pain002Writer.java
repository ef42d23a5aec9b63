package org.namjai.bank.disbursement;

import com.prowidesoftware.swift.model.mx.MxPain00200110;
import com.prowidesoftware.swift.model.mx.dic.CustomerPaymentStatusReportV10;
import com.prowidesoftware.swift.model.mx.dic.GroupHeader86;
import com.prowidesoftware.swift.model.mx.dic.OriginalGroupHeader17;
import com.prowidesoftware.swift.model.mx.dic.OriginalPaymentInstruction32;
import com.prowidesoftware.swift.model.mx.dic.PaymentTransaction105;
import com.prowidesoftware.swift.model.mx.dic.StatusReason6Choice;
import com.prowidesoftware.swift.model.mx.dic.StatusReasonInformation12;

/** Writes answers as pain.002.001.10; docs/bank.md says what stands where. */
final class Pain002Writer {
    private static final IsoXml<MxPain00200110> XML = new IsoXml<>(MxPain00200110.class, "pain.002.001.10");

    private Pain002Writer() {}

    static byte[] write(StatusReport report) {
        var answers = new OriginalPaymentInstruction32().setOrgnlPmtInfId(report.messageId());
        report.items().forEach(item -> answers.addTxInfAndSts(answer(item)));
        var message = new CustomerPaymentStatusReportV10()
                .setGrpHdr(new GroupHeader86().setMsgId(report.reportId()).setCreDtTm(IsoXml.time(report.createdAt())))
                .setOrgnlGrpInfAndSts(new OriginalGroupHeader17()
                        .setOrgnlMsgId(report.messageId())
                        .setOrgnlMsgNmId("pain.001.001.09"))
                .addOrgnlPmtInfAndSts(answers);
        return XML.write(new MxPain00200110().setCstmrPmtStsRpt(message));
    }

    private static PaymentTransaction105 answer(StatusReport.Item item) {
        var answer = new PaymentTransaction105()
                .setOrgnlEndToEndId(IsoXml.text(item.id()))
                .setTxSts(item.reason() == null ? "ACCC" : "RJCT");
        if (item.reason() != null) {
            answer.addStsRsnInf(new StatusReasonInformation12()
                    .setRsn(new StatusReason6Choice().setCd(item.reason().iso())));
        }
        if (item.credited() != null) answer.setAcctSvcrRef(IsoXml.text(item.credited()));
        return answer;
    }
}
