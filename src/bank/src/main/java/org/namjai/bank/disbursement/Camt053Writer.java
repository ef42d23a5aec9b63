package org.namjai.bank.disbursement;

import com.prowidesoftware.swift.model.mx.MxCamt05300108;
import com.prowidesoftware.swift.model.mx.dic.AccountIdentification4Choice;
import com.prowidesoftware.swift.model.mx.dic.AccountStatement9;
import com.prowidesoftware.swift.model.mx.dic.BalanceType10Choice;
import com.prowidesoftware.swift.model.mx.dic.BalanceType13;
import com.prowidesoftware.swift.model.mx.dic.BankToCustomerStatementV08;
import com.prowidesoftware.swift.model.mx.dic.BankTransactionCodeStructure4;
import com.prowidesoftware.swift.model.mx.dic.BankTransactionCodeStructure5;
import com.prowidesoftware.swift.model.mx.dic.BankTransactionCodeStructure6;
import com.prowidesoftware.swift.model.mx.dic.CashAccount39;
import com.prowidesoftware.swift.model.mx.dic.CashBalance8;
import com.prowidesoftware.swift.model.mx.dic.CreditDebitCode;
import com.prowidesoftware.swift.model.mx.dic.DateAndDateTime2Choice;
import com.prowidesoftware.swift.model.mx.dic.EntryDetails9;
import com.prowidesoftware.swift.model.mx.dic.EntryStatus1Choice;
import com.prowidesoftware.swift.model.mx.dic.EntryTransaction10;
import com.prowidesoftware.swift.model.mx.dic.GenericAccountIdentification1;
import com.prowidesoftware.swift.model.mx.dic.GroupHeader81;
import com.prowidesoftware.swift.model.mx.dic.ReportEntry10;
import com.prowidesoftware.swift.model.mx.dic.TransactionReferences6;
import java.math.BigDecimal;
import java.time.LocalDate;

/** Writes statements as camt.053.001.08; docs/bank.md says what stands where. */
final class Camt053Writer {
    private static final IsoXml<MxCamt05300108> XML = new IsoXml<>(MxCamt05300108.class, "camt.053.001.08");
    private static final String PAYMENTS = "PMNT";
    private static final String ISSUED_CREDIT_TRANSFER = "ICDT";
    private static final String RECEIVED_CREDIT_TRANSFER = "RCDT";
    private static final String DOMESTIC = "DMCT";

    private Camt053Writer() {}

    static byte[] write(Statement statement) {
        var account = new AccountStatement9()
                .setId(statement.statementId())
                .setElctrncSeqNb(BigDecimal.valueOf(statement.sequence()))
                .setCreDtTm(IsoXml.time(statement.createdAt()))
                .setAcct(new CashAccount39()
                        .setId(new AccountIdentification4Choice()
                                .setOthr(new GenericAccountIdentification1().setId(statement.account())))
                        .setCcy("THB"))
                .addBal(balance("OPBD", statement.openingSatang(), statement.day()))
                .addBal(balance("CLBD", statement.closingSatang(), statement.day()));
        statement.entries().forEach(entry -> account.addNtry(entry(entry)));
        return XML.write(new MxCamt05300108()
                .setBkToCstmrStmt(new BankToCustomerStatementV08()
                        .setGrpHdr(new GroupHeader81()
                                .setMsgId(statement.statementId())
                                .setCreDtTm(IsoXml.time(statement.createdAt())))
                        .addStmt(account)));
    }

    private static CashBalance8 balance(String code, long satang, LocalDate day) {
        return new CashBalance8()
                .setTp(new BalanceType13().setCdOrPrtry(new BalanceType10Choice().setCd(code)))
                .setAmt(IsoXml.amount(Math.abs(satang)))
                .setCdtDbtInd(satang < 0 ? CreditDebitCode.DBIT : CreditDebitCode.CRDT)
                .setDt(new DateAndDateTime2Choice().setDt(day));
    }

    private static ReportEntry10 entry(Statement.Entry entry) {
        var references = new TransactionReferences6()
                .setAcctSvcrRef(IsoXml.text(entry.account()))
                .setEndToEndId(IsoXml.text(entry.id()));
        return new ReportEntry10()
                .setAmt(IsoXml.amount(entry.amountSatang()))
                .setCdtDbtInd(entry.paidOut() ? CreditDebitCode.DBIT : CreditDebitCode.CRDT)
                .setSts(new EntryStatus1Choice().setCd("BOOK"))
                .setBookgDt(new DateAndDateTime2Choice().setDt(entry.bookedOn()))
                .setBkTxCd(new BankTransactionCodeStructure4()
                        .setDomn(new BankTransactionCodeStructure5()
                                .setCd(PAYMENTS)
                                .setFmly(new BankTransactionCodeStructure6()
                                        .setCd(entry.paidOut() ? ISSUED_CREDIT_TRANSFER : RECEIVED_CREDIT_TRANSFER)
                                        .setSubFmlyCd(DOMESTIC))))
                .addNtryDtls(new EntryDetails9().addTxDtls(new EntryTransaction10().setRefs(references)));
    }
}
