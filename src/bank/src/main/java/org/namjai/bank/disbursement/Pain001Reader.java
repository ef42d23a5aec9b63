package org.namjai.bank.disbursement;

import com.prowidesoftware.swift.model.mx.MxPain00100109;
import com.prowidesoftware.swift.model.mx.dic.CashAccount38;
import com.prowidesoftware.swift.model.mx.dic.CreditTransferTransaction34;
import com.prowidesoftware.swift.model.mx.dic.CustomerCreditTransferInitiationV09;
import com.prowidesoftware.swift.model.mx.dic.PaymentInstruction30;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.namjai.bank.account.AccountScheme;
import org.namjai.bank.security.Refusal;
import org.springframework.http.HttpStatus;

/** Reads the platform's instructions, pain.001.001.09; docs/bank.md says what stands where. */
final class Pain001Reader {
    private static final IsoXml<MxPain00100109> XML = new IsoXml<>(MxPain00100109.class, "pain.001.001.09");

    private Pain001Reader() {}

    /** @throws Refusal when it is no such file, says something unknown, or does not add up */
    static BulkFile read(byte[] xml) {
        CustomerCreditTransferInitiationV09 initiation = XML.read(xml).getCstmrCdtTrfInitn();
        require(
                initiation != null
                        && initiation.getGrpHdr() != null
                        && initiation.getPmtInf().size() == 1,
                "CstmrCdtTrfInitn",
                "ต้องมี GrpHdr และ PmtInf หนึ่งรายการ",
                "must have GrpHdr and one PmtInf");
        PaymentInstruction30 payments = initiation.getPmtInf().get(0);
        List<CreditTransferTransaction34> transactions = payments.getCdtTrfTxInf();
        require(
                !transactions.isEmpty() && transactions.size() <= BulkFile.MOST_ITEMS,
                "CdtTrfTxInf",
                "ต้องมี 1 ถึง 10000 รายการ",
                "must be 1 to 10000");
        var file = new BulkFile(
                text(initiation.getGrpHdr().getMsgId(), "[A-Za-z0-9-]{1,35}", "GrpHdr.MsgId"),
                text(
                        of(payments.getUltmtDbtr(), party -> party.getNm()),
                        "[a-z][a-z0-9-]{0,62}",
                        "PmtInf.UltmtDbtr.Nm"),
                MoneyForm.valueOf(text(
                        of(of(payments.getPmtTpInf(), info -> info.getLclInstrm()), local -> local.getPrtry()),
                        "WALLET|ACCOUNT",
                        "PmtInf.PmtTpInf.LclInstrm.Prtry")),
                java.util.stream.IntStream.range(0, transactions.size())
                        .mapToObj(i -> item(transactions.get(i), "CdtTrfTxInf[" + i + "]."))
                        .toList());
        checkTotals(
                file,
                initiation.getGrpHdr().getNbOfTxs(),
                initiation.getGrpHdr().getCtrlSum());
        return file;
    }

    private static void checkTotals(BulkFile file, @Nullable String number, @Nullable BigDecimal sum) {
        require(
                Integer.toString(file.items().size()).equals(number),
                "GrpHdr.NbOfTxs",
                "ต้องตรงกับจำนวนรายการ",
                "must be the number of payments");
        BigDecimal total = BigDecimal.valueOf(
                file.items().stream().mapToLong(BulkFile.Item::amountSatang).sum(), 2);
        require(
                sum != null && sum.compareTo(total) == 0,
                "GrpHdr.CtrlSum",
                "ต้องตรงกับยอดรวม",
                "must be the sum of the payments");
        require(
                file.items().stream().map(BulkFile.Item::id).distinct().count()
                        == file.items().size(),
                "PmtId.EndToEndId",
                "ต้องไม่ซ้ำกันในไฟล์",
                "must differ within the file");
    }

    private static BulkFile.Item item(CreditTransferTransaction34 payment, String at) {
        CashAccount38 account = payment.getCdtrAcct();
        String proxy = of(of(of(account, one -> one.getPrxy()), one -> one.getTp()), one -> one.getPrtry());
        require(
                proxy == null ? of(account, one -> one.getPrxy()) == null : AccountScheme.isProxy(proxy),
                at + "CdtrAcct.Prxy.Tp.Prtry",
                "ต้องเป็น NATID MSISDN หรือ EWALLETID",
                "must be NATID, MSISDN or EWALLETID");
        String value = proxy == null
                ? of(of(of(account, one -> one.getId()), one -> one.getOthr()), one -> one.getId())
                : account.getPrxy().getId();
        return new BulkFile.Item(
                IsoXml.id(text(
                        of(payment.getPmtId(), one -> one.getEndToEndId()), "[0-9a-f]{32}", at + "PmtId.EndToEndId")),
                satang(payment, at + "Amt.InstdAmt"),
                proxy == null ? AccountScheme.NUMBER : AccountScheme.of(proxy),
                text(value, "[0-9]{8,20}", at + "CdtrAcct"),
                text(citizenId(payment), "[0-9]{13}", at + "Cdtr.Id.PrvtId.Othr.Id"),
                text(payeeRef(payment), "[A-Za-z0-9-]{1,64}", at + "RmtInf.Ustrd"));
    }

    private static long satang(CreditTransferTransaction34 payment, String field) {
        return Optional.ofNullable(payment.getAmt())
                .map(choice -> choice.getInstdAmt())
                .filter(amount -> IsoXml.isBaht(amount.getCcy(), amount.getValue())
                        && amount.getValue().signum() > 0)
                .map(amount -> IsoXml.satang(amount.getValue()))
                .orElseThrow(() -> new Refusal(
                        HttpStatus.BAD_REQUEST,
                        field,
                        "ต้องเป็นเงินบาทมากกว่าศูนย์",
                        "must be THB, more than zero, in whole satang"));
    }

    private static @Nullable String citizenId(CreditTransferTransaction34 payment) {
        var identity = of(of(payment.getCdtr(), party -> party.getId()), id -> id.getPrvtId());
        return identity == null || identity.getOthr().size() != 1
                ? null
                : identity.getOthr().get(0).getId();
    }

    private static @Nullable String payeeRef(CreditTransferTransaction34 payment) {
        return Optional.ofNullable(payment.getRmtInf())
                .filter(information -> information.getUstrd().size() == 1)
                .map(information -> information.getUstrd().get(0))
                .orElse(null);
    }

    private static <T, R> @Nullable R of(@Nullable T part, Function<T, @Nullable R> get) {
        return part == null ? null : get.apply(part);
    }

    private static String text(@Nullable String value, String form, String field) {
        if (value == null || !value.matches(form)) {
            throw new Refusal(HttpStatus.BAD_REQUEST, field, "ต้องอยู่ในรูป " + form, "must have the form " + form);
        }
        return value;
    }

    private static void require(boolean holds, String field, String th, String en) {
        if (!holds) throw new Refusal(HttpStatus.BAD_REQUEST, field, th, en);
    }
}
