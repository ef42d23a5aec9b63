package org.namjai.platform.oversight;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.namjai.platform.shared.ParticipantId;
import org.namjai.platform.shared.ProgrammeId;

/**
 * What the table of misuse judges a shop or a payer by. All counts but the day's are of the ten minutes until {@code to};
 * the names are those of the table's inputs.
 *
 * @param subjectKind {@code merchant} or {@code payer}
 * @param id the shop's id or the payer's pseudonym
 * @param merchantClass empty for a payer
 * @param emptiedPayments those that took at least 95 % of what the wallet held
 * @param paymentsOfOnePayer of the payer who paid most often, of those who paid in the last minutes
 * @param daySatang what the shop was paid today
 * @param pastDays on how many days before it was paid anything
 * @param timesUsual today's sum in times of such a day's; none without a past
 * @param districts in how many a payer paid face to face
 * @param provinces the same
 */
public record MisuseFacts(
        String subjectKind,
        String id,
        ProgrammeId programme,
        ParticipantId participant,
        String district,
        Instant from,
        Instant to,
        String merchantClass,
        long payments,
        long satang,
        long emptiedPayments,
        long paymentsOfOnePayer,
        long daySatang,
        long pastDays,
        @Nullable Long timesUsual,
        long districts,
        long provinces) {
    boolean isMerchant() {
        return subjectKind.equals("merchant");
    }

    /** Of a hundred payments. */
    public long emptiedPercent() {
        return payments == 0 ? 0 : 100 * emptiedPayments / payments;
    }

    /** @param payers of the shop; counted for a flagged one only, for the table does not ask for it */
    Map<String, Long> evidence(long payers) {
        var numbers = new LinkedHashMap<String, Long>();
        numbers.put("payments", payments);
        numbers.put("satang", satang);
        if (isMerchant()) {
            numbers.put("emptiedPayments", emptiedPayments);
            numbers.put("payers", payers);
            numbers.put("paymentsOfOnePayer", paymentsOfOnePayer);
            numbers.put("daySatang", daySatang);
            numbers.put("pastDays", pastDays);
            if (timesUsual != null) numbers.put("timesUsual", timesUsual);
        } else {
            numbers.put("districts", districts);
            numbers.put("provinces", provinces);
        }
        return numbers;
    }
}
