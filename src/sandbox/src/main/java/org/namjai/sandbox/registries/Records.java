package org.namjai.sandbox.registries;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Each registry's record of a person. */
final class Records {
    static final Set<String> REGISTRIES =
            Set.of("citizen", "revenue", "deposits", "corrections", "sanctions", "farmer", "disaster");

    private final Population population;
    private final Farms farms;
    private final Floods floods;

    Records(Population population) {
        this.population = population;
        this.farms = new Farms(population);
        this.floods = new Floods(population, farms);
    }

    /**
     * @param asked what the question names besides the person
     * @return nothing when the registry does not know the person
     */
    Optional<Map<String, Object>> find(String registry, String citizenId, Map<String, String> asked) {
        Optional<Person> found = population.find(citizenId);
        Optional<Household> home = population.householdOf(citizenId);
        if (found.isEmpty() || home.isEmpty()) return Optional.empty();
        Person person = found.get();
        return Optional.ofNullable(
                switch (registry) {
                    case "citizen" -> citizen(person);
                    case "revenue" -> revenue(person);
                    case "deposits" -> Map.of("depositsSatang", person.depositsSatang());
                    case "corrections" -> Map.of("inPrison", person.inPrison());
                    case "sanctions" -> Map.of("suspended", person.suspended());
                    case "farmer" -> farmer(person, home.get(), asked.getOrDefault("season", ""));
                    case "disaster" -> disaster(person, home.get(), asked.getOrDefault("event", ""));
                    default -> throw new IllegalArgumentException("No registry " + registry);
                });
    }

    private static Map<String, Object> citizen(Person person) {
        var record = new LinkedHashMap<String, Object>();
        record.put("nameTh", person.nameTh());
        record.put("nationality", person.nationality());
        record.put("birthDate", person.birthDate().toString());
        record.put("householdRegistered", person.householdRegistered());
        record.put("alive", person.alive());
        record.put("addressDistrict", person.district());
        if (person.householdRegistered()) record.put("houseCode", person.houseCode());
        record.put("headOfHousehold", person.headOfHousehold());
        return record;
    }

    private static @Nullable Map<String, Object> revenue(Person person) {
        Long income = person.incomeSatang();
        return income == null ? null : Map.of("incomeSatang", income);
    }

    /** The head of a farming household is its registered farmer. */
    private Map<String, Object> farmer(Person person, Household home, String season) {
        List<Map<String, Object>> plots = person.headOfHousehold()
                ? farms.plots(home, season).stream().map(Records::plot).toList()
                : List.of();
        if (plots.isEmpty()) return Map.of("farmerRegistered", false, "plots", plots);
        return Map.of(
                "farmerRegistered",
                true,
                "farmerRegisteredOn",
                farms.registeredOn(home).toString(),
                "farmHouseholdCode",
                "F" + home.houseCode(),
                "plots",
                plots);
    }

    private static Map<String, Object> plot(Farms.Plot plot) {
        return Map.of(
                "plotId", plot.plotId(),
                "district", plot.district(),
                "crop", plot.crop(),
                "areaSquareWah", plot.areaSquareWah(),
                "registeredOn", plot.registeredOn().toString(),
                "landRight", plot.landRight(),
                "overlaps", plot.overlaps());
    }

    private @Nullable Map<String, Object> disaster(Person person, Household home, String event) {
        if (!Floods.isEvent(event)) return null;
        Floods.Flood flood = floods.at(home, event);
        var record = new LinkedHashMap<String, Object>();
        record.put("areaDeclared", flood.declared());
        if (flood.declared()) record.put("declaredFrom", flood.from().toString());
        record.put("daysFlooded", flood.days());
        record.put("damageDocumented", flood.documented());
        record.put("certified", flood.certified());
        record.put(
                "damagedPlots",
                person.headOfHousehold()
                        ? flood.plots().stream().map(Records::damaged).toList()
                        : List.of());
        return record;
    }

    private static Map<String, Object> damaged(Floods.DamagedPlot plot) {
        return Map.of(
                "plotId", plot.plotId(),
                "crop", plot.crop(),
                "damagedSquareWah", plot.damagedSquareWah(),
                "damagedOn", plot.damagedOn().toString());
    }
}
