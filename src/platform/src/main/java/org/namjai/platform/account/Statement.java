package org.namjai.platform.account;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of an account's history, newest first.
 *
 * @param account as it stood when the page was read
 * @param openingSatang the balance before the oldest of the lines
 * @param closingSatang the balance after the newest of the lines
 * @param next the entry before which the next, older page begins; none when there is nothing older
 */
public record Statement(
        AccountBalance account, List<Line> lines, long openingSatang, long closingSatang, @Nullable Long next) {
    /**
     * What one transfer did to the account.
     *
     * @param entry its place in the account's history, from 1 without a gap; never changes
     * @param amountSatang more than zero when money arrived, less when it left
     * @param balanceSatang the account's balance after it
     * @param other where the money came from or went to
     */
    public record Line(long entry, long amountSatang, long balanceSatang, AccountRef other, Transfer transfer) {}
}
