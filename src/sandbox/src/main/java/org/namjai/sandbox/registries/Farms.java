package org.namjai.sandbox.registries;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** What the farmers' registry knows: who farms, and which plots in a season. */
final class Farms {
    private static final int MOST_PLOTS = 5;
    private static final int SQUARE_WAH_IN_A_RAI = 400;
    private static final int BUDDHIST_ERA = 543;

    private final Population population;

    Farms(Population population) {
        this.population = population;
    }

    /** @param overlaps plots of others that are drawn over this one */
    record Plot(
            String plotId,
            String district,
            String crop,
            long areaSquareWah,
            LocalDate registeredOn,
            boolean landRight,
            List<String> overlaps) {}

    /** The day the household first registered as farmers. */
    LocalDate registeredOn(Household home) {
        Draw draw = Draw.of(population.seed(), "farm", home.number());
        return !home.named() && draw.perMille(30)
                ? draw.within(LocalDate.of(2024, 8, 1), 90)
                : draw.within(LocalDate.of(2010, 1, 1), 13 * 365);
    }

    /** @param season two years of the Buddhist era, as {@code 2567/68} */
    List<Plot> plots(Household home, String season) {
        if (!home.farms() || !season.matches("25[0-9]{2}/[0-9]{2}")) return List.of();
        int year = Integer.parseInt(season.substring(0, 4)) - BUDDHIST_ERA;
        Draw draw = Draw.of(population.seed(), "plots", home.number());
        var plots = new ArrayList<Plot>();
        int many = 1 + Math.min(draw.below(MOST_PLOTS), draw.below(MOST_PLOTS));
        for (int i = 1; i <= many; i++) {
            String crop = crop(home, i, draw);
            plots.add(new Plot(
                    plotId(home, i),
                    home.district(),
                    crop,
                    area(crop, draw),
                    !home.named() && draw.perMille(30)
                            ? draw.within(LocalDate.of(year, 10, 1), 60)
                            : draw.within(LocalDate.of(year, 5, 1), 90),
                    home.named() || !draw.perMille(25),
                    i == 1 ? overlaps(home) : List.of()));
        }
        return List.copyOf(plots);
    }

    private static String plotId(Household home, int number) {
        return home.houseCode() + "-" + number;
    }

    private static String crop(Household home, int number, Draw draw) {
        int kind = draw.below(100);
        if (home.named() && number == 1 || kind < 70) return "rice";
        return kind < 85 ? "field-crop" : "perennial";
    }

    /** From a third of a rai to 30 rai, most of them a few. */
    private static long area(String crop, Draw draw) {
        double rai = crop.equals("rice") ? 6 : 3;
        return Math.max(130, Math.min(draw.logNormal(rai * SQUARE_WAH_IN_A_RAI, 0.7), 30L * SQUARE_WAH_IN_A_RAI));
    }

    /** Of a few neighbours the first plots lie over each other, each in the other's record. */
    private List<String> overlaps(Household home) {
        Household neighbour = population.household(home.number() ^ 1);
        if (neighbour == null || !neighbour.farms() || neighbour.named() || home.named()) return List.of();
        boolean disputed =
                Draw.of(population.seed(), "dispute", home.number() / 2).perMille(80);
        return disputed ? List.of(plotId(neighbour, 1)) : List.of();
    }
}
