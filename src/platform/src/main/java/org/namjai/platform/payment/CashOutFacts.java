package org.namjai.platform.payment;

import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What a programme's cash-out rules judge a shop's receipts by; the names are those of the DMN table's inputs.
 *
 * @param round of the receipts: 1 when persons paid them, 2 when shops did
 * @param taxStatus {@code none}, {@code vat}, {@code corporate} or {@code personal-income}
 * @param tradingYears years between the one in which it began to trade and the present one; none when that is not known
 * @param yearsFiled Gregorian tax years with returns
 * @param filedEveryYear whether a return is there for each year since it began, but for the present one
 */
public record CashOutFacts(
        int round, String taxStatus, @Nullable Integer tradingYears, List<Integer> yearsFiled, boolean filedEveryYear) {

    static CashOutFacts of(
            int round, String taxStatus, @Nullable Integer tradingSince, List<Integer> yearsFiled, int thisYear) {
        return new CashOutFacts(
                round,
                taxStatus,
                tradingSince == null ? null : thisYear - tradingSince,
                yearsFiled,
                tradingSince != null && IntStream.range(tradingSince, thisYear).allMatch(yearsFiled::contains));
    }
}
