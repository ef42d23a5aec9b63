package org.namjai.platform.workflow;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.variable.Variables;
import org.namjai.platform.oversight.PaymentCase;
import org.namjai.platform.oversight.PaymentCases;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Starts each payment case's process, in the transaction that took it. */
@Component
class PaymentCaseStarter extends Worker {
    private static final Map<String, String> LABELS = Map.of(
            "payments", "จำนวนรายการ / Payments",
            "satang", "จำนวนเงิน (บาท) / Amount (baht)",
            "emptiedPayments", "รายการที่จ่ายเกือบหมดกระเป๋า / Payments that emptied the wallet",
            "payers", "จำนวนผู้จ่าย / Payers",
            "paymentsOfOnePayer", "รายการของผู้จ่ายคนเดียว / Payments of one payer",
            "daySatang", "ยอดรับวันนั้น (บาท) / Paid to the shop that day (baht)",
            "pastDays", "จำนวนวันที่เคยรับเงิน / Days it was paid before",
            "timesUsual", "เป็นกี่เท่าของวันปกติ / Times a usual day",
            "districts", "จำนวนอำเภอ / Districts",
            "provinces", "จำนวนจังหวัด / Provinces");

    private final PaymentCases cases;
    private final RuntimeService runtime;
    private final TransactionTemplate transaction;

    PaymentCaseStarter(PaymentCases cases, RuntimeService runtime, TransactionTemplate transaction) {
        super("payment-case-starter", 1);
        this.cases = cases;
        this.runtime = runtime;
        this.transaction = transaction;
    }

    @Override
    boolean workOnce() {
        return Boolean.TRUE.equals(transaction.execute(status -> {
            var taken = cases.takeOpened(10);
            taken.forEach(this::start);
            return !taken.isEmpty();
        }));
    }

    private void start(PaymentCase opened) {
        runtime.startProcessInstanceByKey(
                Case.PAYMENT_CASE,
                opened.id().toString(),
                Variables.putValue(Case.PROGRAMME, opened.programme().value())
                        .putValue("kind", opened.kind().code())
                        .putValue(Case.REASON_CODE, opened.reason().code())
                        .putValue(Case.REASON_TH, opened.reason().th())
                        .putValue(Case.REASON_EN, opened.reason().en())
                        .putValue("evidence", shown(opened.evidence())));
    }

    /** A line each; satang as baht, which case workers read. */
    private static String shown(Map<String, Long> evidence) {
        return evidence.entrySet().stream()
                .map(number -> LABELS.getOrDefault(number.getKey(), number.getKey()) + ": "
                        + (number.getKey().toLowerCase(Locale.ROOT).endsWith("satang")
                                ? "%,d.%02d".formatted(number.getValue() / 100, number.getValue() % 100)
                                : "%,d".formatted(number.getValue())))
                .collect(Collectors.joining("\n"));
    }
}
