package org.namjai.platform.account.web;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.namjai.platform.account.Statement;

/**
 * The balance over a page of a statement as steps from the oldest line to the newest.
 *
 * @param path the {@code d} of an SVG path in a box of {@value #WIDTH} by {@value #HEIGHT}
 * @param lowestSatang at the box's lower edge
 * @param highestSatang at the box's upper edge
 */
record BalanceChart(String path, long lowestSatang, long highestSatang) {
    static final int WIDTH = 1000;
    static final int HEIGHT = 200;

    static BalanceChart of(Statement statement) {
        List<Long> balances = new ArrayList<>();
        statement.lines().forEach(line -> balances.add(line.balanceSatang()));
        balances.add(statement.openingSatang());
        Collections.reverse(balances);
        long lowest = Collections.min(balances);
        long highest = Collections.max(balances);
        var path = new StringBuilder();
        for (int i = 0; i < balances.size(); i++) {
            long y = y(balances.get(i), lowest, highest);
            path.append(i == 0 ? "M0 " : "V").append(y);
            path.append(" H").append(Math.round((double) WIDTH * (i + 1) / balances.size()));
            path.append(i + 1 < balances.size() ? " " : "");
        }
        return new BalanceChart(path.toString(), lowest, highest);
    }

    private static long y(long balance, long lowest, long highest) {
        return highest == lowest
                ? HEIGHT / 2
                : Math.round(HEIGHT * (((double) highest - balance) / ((double) highest - lowest)));
    }
}
