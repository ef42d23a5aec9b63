package org.namjai.platform.disbursement;

import com.prowidesoftware.swift.model.mx.MxCamt05300108;
import com.prowidesoftware.swift.model.mx.dic.AccountStatement9;
import com.prowidesoftware.swift.model.mx.dic.ActiveOrHistoricCurrencyAndAmount;
import com.prowidesoftware.swift.model.mx.dic.BankToCustomerStatementV08;
import com.prowidesoftware.swift.model.mx.dic.CashBalance8;
import com.prowidesoftware.swift.model.mx.dic.CreditDebitCode;
import com.prowidesoftware.swift.model.mx.dic.EntryTransaction10;
import com.prowidesoftware.swift.model.mx.dic.ReportEntry10;
import com.prowidesoftware.swift.model.mx.dic.TransactionReferences6;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.namjai.platform.disbursement.BankStatement.Direction;
import org.namjai.platform.disbursement.BankStatement.Entry;
import org.namjai.platform.shared.InvalidInput;

/** Reads participants' statements, camt.053.001.08; docs/bank.md says what stands where. */
final class Camt053Reader {
    private static final IsoXml<MxCamt05300108> XML = new IsoXml<>(MxCamt05300108.class, "camt.053.001.08");
    private static final String OPENING = "OPBD";
    private static final String CLOSING = "CLBD";

    private Camt053Reader() {}

    /** @throws InvalidInput when it is no such file, says something that Namjai does not understand, or does not add up */
    static BankStatement read(byte[] xml) {
        BankToCustomerStatementV08 message = XML.read(xml).getBkToCstmrStmt();
        var check = new InvalidInput.Check();
        check.that(
                        isComplete(message),
                        "BkToCstmrStmt",
                        "ต้องมี Stmt หนึ่งรายการที่ครบถ้วน",
                        "must have one whole Stmt")
                .orThrow();
        AccountStatement9 statement = message.getStmt().get(0);
        check(check, statement);
        check.orThrow();
        List<Entry> entries =
                statement.getNtry().stream().map(Camt053Reader::entry).toList();
        long opening = balance(statement, OPENING).orElseThrow();
        long closing = balance(statement, CLOSING).orElseThrow();
        long moved = entries.stream().mapToLong(Entry::signedSatang).sum();
        check.that(
                        opening + moved == closing,
                        "Stmt.Bal",
                        "ยอดยกมาและรายการต้องรวมกันเป็นยอดคงเหลือ",
                        "opening balance and entries must make the closing balance")
                .orThrow();
        return new BankStatement(
                statement.getId(),
                statement.getElctrncSeqNb().longValueExact(),
                statement.getCreDtTm().toInstant(),
                statement.getAcct().getId().getOthr().getId(),
                opening,
                closing,
                entries);
    }

    private static boolean isComplete(@Nullable BankToCustomerStatementV08 message) {
        if (message == null || message.getStmt().size() != 1) {
            return false;
        }
        AccountStatement9 statement = message.getStmt().get(0);
        return statement.getId() != null
                && statement.getElctrncSeqNb() != null
                && statement.getElctrncSeqNb().stripTrailingZeros().scale() <= 0
                && statement.getElctrncSeqNb().precision()
                                - statement.getElctrncSeqNb().scale()
                        <= 18
                && statement.getCreDtTm() != null
                && statement.getAcct() != null
                && statement.getAcct().getId() != null
                && statement.getAcct().getId().getOthr() != null
                && statement.getAcct().getId().getOthr().getId() != null;
    }

    private static void check(InvalidInput.Check check, AccountStatement9 statement) {
        check.that(balance(statement, OPENING).isPresent(), "Stmt.Bal", "ต้องมี OPBD เป็นบาท", "must have OPBD in THB")
                .that(
                        balance(statement, CLOSING).isPresent(),
                        "Stmt.Bal",
                        "ต้องมี CLBD เป็นบาท",
                        "must have CLBD in THB")
                .that(
                        statement.getNtry().size() <= InstructionFile.MOST_ITEMS,
                        "Stmt.Ntry",
                        "ต้องไม่เกิน 10000 รายการ",
                        "must be at most 10000");
        List<ReportEntry10> entries = statement.getNtry();
        for (int i = 0; i < entries.size(); i++) {
            check(check, "Stmt.Ntry[" + i + "].", entries.get(i));
        }
    }

    private static void check(InvalidInput.Check check, String at, ReportEntry10 entry) {
        TransactionReferences6 references = references(entry);
        check.that(
                        isAmount(entry.getAmt()) && entry.getAmt().getValue().signum() > 0,
                        at + "Amt",
                        "ต้องเป็นเงินบาทมากกว่าศูนย์",
                        "must be THB, more than zero, in whole satang")
                .that(entry.getCdtDbtInd() != null, at + "CdtDbtInd", "ต้องเป็น CRDT หรือ DBIT", "must be CRDT or DBIT")
                .that(
                        entry.getBookgDt() != null && entry.getBookgDt().getDt() != null,
                        at + "BookgDt",
                        "ต้องระบุวันที่",
                        "must have the date")
                .that(
                        references != null && IsoXml.isId(references.getEndToEndId()),
                        at + "NtryDtls.TxDtls.Refs.EndToEndId",
                        "ต้องเป็นเลขฐานสิบหก 32 หลัก หนึ่งรายการ",
                        "must be 32 hexadecimal digits, one in each entry")
                .that(
                        references == null
                                || references.getAcctSvcrRef() == null
                                || IsoXml.isId(references.getAcctSvcrRef()),
                        at + "NtryDtls.TxDtls.Refs.AcctSvcrRef",
                        "ต้องเป็นเลขฐานสิบหก 32 หลัก",
                        "must be 32 hexadecimal digits");
    }

    /** Of the entry's only payment. */
    private static @Nullable TransactionReferences6 references(ReportEntry10 entry) {
        var payments = new ArrayList<EntryTransaction10>();
        entry.getNtryDtls().forEach(details -> payments.addAll(details.getTxDtls()));
        return payments.size() == 1 ? payments.get(0).getRefs() : null;
    }

    private static Entry entry(ReportEntry10 entry) {
        TransactionReferences6 references = Objects.requireNonNull(references(entry));
        String wallet = references.getAcctSvcrRef();
        return new Entry(
                IsoXml.id(references.getEndToEndId()),
                entry.getCdtDbtInd() == CreditDebitCode.DBIT ? Direction.PAID_OUT : Direction.RETURNED,
                IsoXml.satang(entry.getAmt().getValue()),
                entry.getBookgDt().getDt(),
                wallet == null ? null : IsoXml.id(wallet));
    }

    private static Optional<Long> balance(AccountStatement9 statement, String code) {
        return statement.getBal().stream()
                .filter(balance -> isBalance(balance, code))
                .findFirst()
                .map(balance -> balance.getCdtDbtInd() == CreditDebitCode.DBIT
                        ? -IsoXml.satang(balance.getAmt().getValue())
                        : IsoXml.satang(balance.getAmt().getValue()));
    }

    private static boolean isBalance(CashBalance8 balance, String code) {
        return balance.getTp() != null
                && balance.getTp().getCdOrPrtry() != null
                && code.equals(balance.getTp().getCdOrPrtry().getCd())
                && balance.getCdtDbtInd() != null
                && isAmount(balance.getAmt());
    }

    private static boolean isAmount(@Nullable ActiveOrHistoricCurrencyAndAmount amount) {
        return amount != null && IsoXml.isBaht(amount.getCcy(), amount.getValue());
    }
}
