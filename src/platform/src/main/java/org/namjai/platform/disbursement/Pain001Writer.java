package org.namjai.platform.disbursement;

import com.prowidesoftware.swift.model.mx.MxPain00100109;
import com.prowidesoftware.swift.model.mx.dic.AccountIdentification4Choice;
import com.prowidesoftware.swift.model.mx.dic.AmountType4Choice;
import com.prowidesoftware.swift.model.mx.dic.BranchAndFinancialInstitutionIdentification6;
import com.prowidesoftware.swift.model.mx.dic.CashAccount38;
import com.prowidesoftware.swift.model.mx.dic.CategoryPurpose1Choice;
import com.prowidesoftware.swift.model.mx.dic.CreditTransferTransaction34;
import com.prowidesoftware.swift.model.mx.dic.CustomerCreditTransferInitiationV09;
import com.prowidesoftware.swift.model.mx.dic.DateAndDateTime2Choice;
import com.prowidesoftware.swift.model.mx.dic.FinancialInstitutionIdentification18;
import com.prowidesoftware.swift.model.mx.dic.GenericAccountIdentification1;
import com.prowidesoftware.swift.model.mx.dic.GenericFinancialIdentification1;
import com.prowidesoftware.swift.model.mx.dic.GenericPersonIdentification1;
import com.prowidesoftware.swift.model.mx.dic.GroupHeader85;
import com.prowidesoftware.swift.model.mx.dic.LocalInstrument2Choice;
import com.prowidesoftware.swift.model.mx.dic.Party38Choice;
import com.prowidesoftware.swift.model.mx.dic.PartyIdentification135;
import com.prowidesoftware.swift.model.mx.dic.PaymentIdentification6;
import com.prowidesoftware.swift.model.mx.dic.PaymentInstruction30;
import com.prowidesoftware.swift.model.mx.dic.PaymentMethod3Code;
import com.prowidesoftware.swift.model.mx.dic.PaymentTypeInformation26;
import com.prowidesoftware.swift.model.mx.dic.PersonIdentification13;
import com.prowidesoftware.swift.model.mx.dic.PersonIdentificationSchemeName1Choice;
import com.prowidesoftware.swift.model.mx.dic.ProxyAccountIdentification1;
import com.prowidesoftware.swift.model.mx.dic.ProxyAccountType1Choice;
import com.prowidesoftware.swift.model.mx.dic.Purpose2Choice;
import com.prowidesoftware.swift.model.mx.dic.RemittanceInformation16;
import java.math.BigDecimal;
import org.namjai.platform.disbursement.InstructionFile.Scheme;

/** Writes instructions as pain.001.001.09; docs/bank.md says what stands where. */
final class Pain001Writer {
    private static final IsoXml<MxPain00100109> XML = new IsoXml<>(MxPain00100109.class, "pain.001.001.09");
    private static final String STATE = "Namjai";
    /** ISO 20022's code for a national identity number. */
    private static final String NATIONAL_IDENTITY = "NIDN";

    private Pain001Writer() {}

    static byte[] write(InstructionFile file) {
        var initiation = new CustomerCreditTransferInitiationV09()
                .setGrpHdr(new GroupHeader85()
                        .setMsgId(file.messageId())
                        .setCreDtTm(IsoXml.time(file.createdAt()))
                        .setNbOfTxs(Integer.toString(file.items().size()))
                        .setCtrlSum(BigDecimal.valueOf(file.totalSatang(), 2))
                        .setInitgPty(new PartyIdentification135().setNm(STATE)));
        initiation.addPmtInf(payments(file));
        return XML.write(new MxPain00100109().setCstmrCdtTrfInitn(initiation));
    }

    private static PaymentInstruction30 payments(InstructionFile file) {
        var payments = new PaymentInstruction30()
                .setPmtInfId(file.messageId())
                .setPmtMtd(PaymentMethod3Code.TRF)
                .setNbOfTxs(Integer.toString(file.items().size()))
                .setCtrlSum(BigDecimal.valueOf(file.totalSatang(), 2))
                .setPmtTpInf(new PaymentTypeInformation26()
                        .setLclInstrm(new LocalInstrument2Choice()
                                .setPrtry(file.kind().name()))
                        .setCtgyPurp(new CategoryPurpose1Choice().setCd("GOVT")))
                .setReqdExctnDt(new DateAndDateTime2Choice().setDt(file.executionDate()))
                .setDbtr(new PartyIdentification135().setNm(STATE))
                .setDbtrAcct(account(file.participant().value()))
                .setDbtrAgt(agent(file.participant().value()))
                .setUltmtDbtr(
                        new PartyIdentification135().setNm(file.programme().value()));
        file.items().forEach(item -> payments.addCdtTrfTxInf(payment(item, file.purpose())));
        return payments;
    }

    private static CreditTransferTransaction34 payment(InstructionFile.Item item, String purpose) {
        return new CreditTransferTransaction34()
                .setPmtId(new PaymentIdentification6().setEndToEndId(IsoXml.text(item.id())))
                .setAmt(new AmountType4Choice().setInstdAmt(IsoXml.amount(item.amountSatang())))
                .setCdtr(person(item.citizenId().digits()))
                .setCdtrAcct(creditor(item))
                .setPurp(new Purpose2Choice().setCd(purpose))
                .setRmtInf(new RemittanceInformation16().addUstrd(item.payee().value()));
    }

    private static PartyIdentification135 person(String citizenId) {
        var identity = new PersonIdentification13()
                .addOthr(new GenericPersonIdentification1()
                        .setId(citizenId)
                        .setSchmeNm(new PersonIdentificationSchemeName1Choice().setCd(NATIONAL_IDENTITY)));
        return new PartyIdentification135().setId(new Party38Choice().setPrvtId(identity));
    }

    private static CashAccount38 account(String number) {
        return new CashAccount38()
                .setId(new AccountIdentification4Choice().setOthr(new GenericAccountIdentification1().setId(number)));
    }

    /** ISO wants an account's identification even where only a proxy is known: both have the proxy then. */
    private static CashAccount38 creditor(InstructionFile.Item item) {
        CashAccount38 account = account(item.account());
        if (item.scheme() != Scheme.ACCOUNT) {
            account.setPrxy(new ProxyAccountIdentification1()
                    .setTp(new ProxyAccountType1Choice().setPrtry(item.scheme().code()))
                    .setId(item.account()));
        }
        return account;
    }

    private static BranchAndFinancialInstitutionIdentification6 agent(String participant) {
        return new BranchAndFinancialInstitutionIdentification6()
                .setFinInstnId(new FinancialInstitutionIdentification18()
                        .setOthr(new GenericFinancialIdentification1().setId(participant)));
    }
}
