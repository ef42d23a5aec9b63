package org.namjai.sandbox.registries;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PopulationTest {
    private static final LocalDate DAY = LocalDate.of(2024, 9, 15);
    private static final int SIZE = 60_000;
    private static final Population POPULATION = Population.of(SIZE);
    private static final List<Person> PEOPLE = List.copyOf(POPULATION.people());
    private static final Farms FARMS = new Farms(POPULATION);
    private static final Floods FLOODS = new Floods(POPULATION, FARMS);

    @Test
    void sameSeed_makesTheSamePeople_andASmallerPopulationIsTheirBeginning() {
        assertThat(Population.of(SIZE).people().subList(30_000, 30_100)).isEqualTo(PEOPLE.subList(30_000, 30_100));
        assertThat(Population.of(50).people()).isEqualTo(PEOPLE.subList(0, 50));
        assertThat(Population.of(50, 1).people()).isNotEqualTo(PEOPLE.subList(0, 50));
    }

    @Test
    void everybody_hasAValidNumberOfTheirOwn_byWhichTheyAreFound() {
        assertThat(PEOPLE)
                .extracting(Person::citizenId)
                .doesNotHaveDuplicates()
                .allMatch(PopulationTest::hasCheckDigit);
        assertThat(PEOPLE).extracting(Person::account).doesNotHaveDuplicates().allMatch(a -> a.matches("[0-9]{10}"));
        PEOPLE.stream().limit(5_000).forEach(person -> assertThat(POPULATION.find(person.citizenId()))
                .contains(person));
        Population million = Population.of(1_000_000);
        Person last = million.people().get(999_999);
        assertThat(hasCheckDigit(last.citizenId())).isTrue();
        assertThat(million.find(last.citizenId())).contains(last);
        assertThat(last.account()).matches("[0-9]{10}");
    }

    @Test
    void numberOfNobody_findsNobody() {
        String last = PEOPLE.get(SIZE - 1).citizenId();
        assertThat(Population.of(SIZE - 1).find(last)).isEmpty();
        assertThat(POPULATION.find("1112034563562")).isEmpty();
        assertThat(POPULATION.find("")).isEmpty();
        String first = PEOPLE.get(0).citizenId();
        assertThat(POPULATION.find((first.charAt(0) == '1' ? '3' : '1') + first.substring(1)))
                .isEmpty();
        assertThatThrownBy(() -> Population.of(1)).hasMessageContaining("2 to 8999999");
    }

    @Test
    void people_areSpreadAsTheCountryIs() {
        Map<String, Long> districts =
                PEOPLE.stream().collect(Collectors.groupingBy(Person::district, Collectors.counting()));
        assertThat(districts.keySet())
                .as("of 928 districts")
                .hasSizeGreaterThan(920)
                .isSubsetOf(POPULATION.geography().districts());
        assertThat(districts.keySet().stream().map(Geography::province).distinct())
                .hasSize(77);
        assertThat(share(p -> p.district().startsWith("10"))).as("Bangkok").isCloseTo(0.083, within(0.01));
        assertThat(share(p -> p.district().startsWith("30"))).as("Korat").isCloseTo(0.040, within(0.008));
        assertThat(share(p -> p.district().startsWith("85"))).as("Ranong").isCloseTo(0.003, within(0.002));
    }

    @Test
    void ages_incomesAndMisfortunes_haveTheirShares() {
        assertThat(share(p -> p.birthDate().isAfter(DAY.minusYears(15))))
                .as("children")
                .isCloseTo(0.16, within(0.03));
        assertThat(share(p -> !p.birthDate().isAfter(DAY.minusYears(60))))
                .as("old")
                .isCloseTo(0.21, within(0.04));
        assertThat(share(p -> p.incomeSatang() == null)).isCloseTo(0.02, within(0.004));
        assertThat(share(p -> p.incomeSatang() != null && p.incomeSatang() > 84_000_000))
                .isBetween(0.015, 0.05);
        assertThat(share(p -> p.depositsSatang() > 50_000_000)).isBetween(0.03, 0.07);
        assertThat(share(p -> !p.alive())).isBetween(0.004, 0.015);
        assertThat(share(Person::inPrison)).isBetween(0.002, 0.007);
        assertThat(share(Person::suspended)).isBetween(0.004, 0.010);
        assertThat(share(p -> !p.nationality().equals("TH"))).isCloseTo(0.015, within(0.004));
        assertThat(share(p -> !p.householdRegistered())).isCloseTo(0.01, within(0.004));
        assertThat(share(p -> p.promptPay() != Person.PromptPay.WORKS)).isCloseTo(0.026, within(0.004));
        assertThat(PEOPLE).extracting(Person::promptPay).contains(Person.PromptPay.values());
    }

    @Test
    void household_livesAtOneAddressAndHasOneHead() {
        Map<String, List<Person>> homes = PEOPLE.stream().collect(Collectors.groupingBy(Person::houseCode));
        assertThat(homes.keySet()).allMatch(code -> code.matches("[0-9]{11}"));
        homes.values().forEach(home -> {
            assertThat(home.stream().filter(Person::headOfHousehold)).hasSize(1);
            assertThat(home)
                    .extracting(Person::district)
                    .containsOnly(home.get(0).district());
        });
        assertThat(PEOPLE.size() / (double) homes.size())
                .as("people in a household")
                .isBetween(2.3, 3.2);
    }

    @Test
    void peopleWithLogins_meetEveryConditionAndLiveApart() {
        for (String login : List.of("somchai", "malee")) {
            Person person = POPULATION.named(login);
            Household home = POPULATION.householdOf(person.citizenId()).orElseThrow();
            assertThat(person.alive() && person.householdRegistered() && person.headOfHousehold())
                    .isTrue();
            assertThat(person.nationality()).isEqualTo("TH");
            assertThat(person.birthDate()).isBefore(DAY.minusYears(16));
            assertThat(person.inPrison() || person.suspended()).isFalse();
            assertThat(person.incomeSatang()).isLessThan(84_000_000);
            assertThat(person.depositsSatang()).isLessThan(50_000_000);
            assertThat(person.promptPay()).isEqualTo(Person.PromptPay.WORKS);
            Farms.Plot plot = FARMS.plots(home, "2567/68").get(0);
            assertThat(plot.crop()).isEqualTo("rice");
            assertThat(plot.landRight()).isTrue();
            assertThat(plot.overlaps()).isEmpty();
            Floods.Flood flood = FLOODS.at(home, "flood-2567");
            assertThat(flood.declared() && flood.documented() && flood.certified())
                    .isTrue();
            assertThat(flood.days()).isEqualTo(40);
            assertThat(flood.plots()).isNotEmpty();
        }
        assertThat(POPULATION.named("somchai").district())
                .isNotEqualTo(POPULATION.named("malee").district());
        assertThat(POPULATION.named("somchai").bank())
                .isNotEqualTo(POPULATION.named("malee").bank());
    }

    @Test
    void farms_haveCropsAndAreas_andOverlapsStandInBothRecords() {
        Map<String, Farms.Plot> plots = new HashMap<>();
        homes().filter(Household::farms)
                .flatMap(home -> FARMS.plots(home, "2567/68").stream())
                .forEach(plot -> plots.put(plot.plotId(), plot));
        assertThat(homes().filter(Household::farms).count() / (double) homes().count())
                .isBetween(0.15, 0.30);
        assertThat(plots.values()).extracting(Farms.Plot::crop).contains("rice", "field-crop", "perennial");
        assertThat(plots.values()).allMatch(plot -> plot.areaSquareWah() >= 130 && plot.areaSquareWah() <= 12_000);
        List<Farms.Plot> overlapping = plots.values().stream()
                .filter(plot -> !plot.overlaps().isEmpty())
                .toList();
        assertThat(overlapping.size() / (double) plots.size()).isBetween(0.002, 0.05);
        overlapping.forEach(plot -> assertThat(
                        Objects.requireNonNull(plots.get(plot.overlaps().get(0)))
                                .overlaps())
                .containsExactly(plot.plotId()));
        assertThat(homes().flatMap(home -> FARMS.plots(home, "nonsense").stream()))
                .isEmpty();
    }

    @Test
    void floods_reachDeclaredAreasOnly_forAllLengthsOfTime() {
        List<Floods.Flood> all =
                homes().map(home -> FLOODS.at(home, "flood-2567")).toList();
        List<Floods.Flood> floods =
                all.stream().filter(flood -> flood.days() > 0).toList();
        assertThat(floods).allMatch(Floods.Flood::declared);
        assertThat(all).filteredOn(flood -> flood.days() == 0).noneMatch(Floods.Flood::certified);
        assertThat(floods.size() / (double) all.size()).isBetween(0.02, 0.10);
        assertThat(floods)
                .anyMatch(f -> f.days() <= 7)
                .anyMatch(f -> f.days() > 7 && f.days() <= 30)
                .anyMatch(f -> f.days() > 30 && f.days() <= 60)
                .anyMatch(f -> f.days() > 60)
                .anyMatch(f -> !f.certified());
        assertThat(floods.stream().flatMap(f -> f.plots().stream())).isNotEmpty();
        assertThat(homes().map(home -> FLOODS.at(home, "flood-2565")).filter(f -> f.days() > 0))
                .allMatch(f -> f.from().getYear() == 2022);
    }

    @Test
    void applicants_areAliveAndNoChildren() {
        List<Person> applicants = POPULATION.applicants(500);
        assertThat(applicants)
                .hasSize(500)
                .doesNotContain(POPULATION.named("somchai"), POPULATION.named("malee"))
                .allMatch(p -> p.alive() && p.birthDate().isBefore(DAY.minusYears(15)));
    }

    private static Stream<Household> homes() {
        return LongStream.range(0, SIZE / 2).mapToObj(POPULATION::household).filter(Objects::nonNull);
    }

    private static double share(Predicate<Person> who) {
        return PEOPLE.stream().filter(who).count() / (double) PEOPLE.size();
    }

    /** As the Department of Provincial Administration computes it: 11 less the weighted sum modulo 11, modulo 10. */
    private static boolean hasCheckDigit(String id) {
        int sum = 0;
        for (int i = 0; i < 12; i++) sum += Character.digit(id.charAt(i), 10) * (13 - i);
        return id.length() == 13 && Character.digit(id.charAt(12), 10) == (11 - sum % 11) % 10;
    }
}
