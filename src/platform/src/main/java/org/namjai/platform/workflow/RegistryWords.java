package org.namjai.platform.workflow;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The names that models use for a registry.
 *
 * @param asked what a question names besides the person
 * @param stated what a record states
 */
record RegistryWords(List<String> asked, List<String> stated) {
    private static final Map<String, RegistryWords> ALL = Map.of(
            "citizen",
            new RegistryWords(
                    List.of(),
                    List.of(
                            "nationality",
                            "birthDate",
                            "householdRegistered",
                            "alive",
                            "addressDistrict",
                            "houseCode",
                            "headOfHousehold")),
            "revenue",
            new RegistryWords(List.of("taxYear"), List.of("incomeSatang")),
            "deposits",
            new RegistryWords(List.of("snapshotDate"), List.of("depositsSatang")),
            "corrections",
            new RegistryWords(List.of("date"), List.of("inPrison")),
            "sanctions",
            new RegistryWords(List.of(), List.of("suspended")),
            "farmer",
            new RegistryWords(
                    List.of("season"), List.of("farmerRegistered", "farmerRegisteredOn", "farmHouseholdCode", "plots")),
            "disaster",
            new RegistryWords(
                    List.of("event"),
                    List.of(
                            "areaDeclared",
                            "declaredFrom",
                            "daysFlooded",
                            "damageDocumented",
                            "certified",
                            "damagedPlots")));

    static Optional<RegistryWords> of(String code) {
        return Optional.ofNullable(ALL.get(code));
    }

    /** Everything that any registry states. */
    static Set<String> allStated() {
        Set<String> names = new TreeSet<>();
        ALL.values().forEach(words -> names.addAll(words.stated()));
        return names;
    }
}
