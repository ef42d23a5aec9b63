package org.namjai.sandbox.registries;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;

/** What the disaster registry knows: declared areas, flooded homes, certificates, damaged plots. */
final class Floods {
    /** Provinces that the floods of August to October 2024 reached. */
    private static final Set<String> PROVINCES = Set.of(
            "14", "15", "38", "42", "43", "48", "50", "51", "52", "54", "55", "56", "57", "58", "60", "64", "65", "66",
            "80", "90", "94", "95", "96");

    private static final int DECLARED_PER_MILLE = 750;
    private static final int FLOODED_PER_MILLE = 250;
    private static final int BUDDHIST_ERA = 543;

    private final Population population;
    private final Farms farms;

    Floods(Population population, Farms farms) {
        this.population = population;
        this.farms = farms;
    }

    record DamagedPlot(String plotId, String crop, long damagedSquareWah, LocalDate damagedOn) {}

    /** @param days how long the home stood in water; 0: it did not */
    record Flood(
            boolean declared,
            LocalDate from,
            int days,
            boolean documented,
            boolean certified,
            List<DamagedPlot> plots) {}

    /** @param event a name and a year of the Buddhist era, as {@code flood-2567} */
    static boolean isEvent(String event) {
        return event.matches("[a-z]{1,20}-25[0-9]{2}");
    }

    Flood at(Household home, String event) {
        boolean declared = home.named() || isDeclared(home.district(), event);
        LocalDate from = from(home.district(), event);
        Draw draw = Draw.of(population.seed(), event, home.number());
        boolean flooded = declared && (home.named() || draw.perMille(FLOODED_PER_MILLE));
        int days = flooded ? days(home, draw) : 0;
        boolean documented = flooded && (home.named() || draw.perMille(days > 7 ? 950 : 600));
        boolean certified = flooded && (home.named() || draw.perMille(920));
        return new Flood(declared, from, days, documented, certified, flooded ? damaged(home, from, draw) : List.of());
    }

    boolean isDeclared(String district, String event) {
        return PROVINCES.contains(Geography.province(district))
                && Draw.of(population.seed(), event, -Integer.parseInt(district))
                        .perMille(DECLARED_PER_MILLE);
    }

    private LocalDate from(String district, String event) {
        int year = Integer.parseInt(event.substring(event.length() - 4)) - BUDDHIST_ERA;
        return Draw.of(population.seed(), event + " from", Integer.parseInt(district))
                .within(LocalDate.of(year, 8, 16), 60);
    }

    /** Half a week to three months; most homes are dry within a month. */
    private static int days(Household home, Draw draw) {
        int days = (int) Math.max(1, Math.min(draw.logNormal(14, 0.9), 90));
        return home.named() ? 40 : days;
    }

    private List<DamagedPlot> damaged(Household home, LocalDate from, Draw draw) {
        String season = (from.getYear() + BUDDHIST_ERA) + "/" + (from.getYear() + BUDDHIST_ERA + 1) % 100;
        return farms.plots(home, season).stream()
                .filter(plot -> home.named() || draw.perMille(700))
                .map(plot -> new DamagedPlot(
                        plot.plotId(),
                        plot.crop(),
                        Math.max(1, Math.round(plot.areaSquareWah() * (0.3 + 0.7 * draw.share()))),
                        draw.within(from, 14)))
                .toList();
    }
}
