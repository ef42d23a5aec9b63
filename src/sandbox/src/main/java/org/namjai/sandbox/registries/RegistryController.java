package org.namjai.sandbox.registries;

import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Each registry's look-up. The citizen id travels in the body, so that it stays out of access logs. */
@RestController
class RegistryController {
    private final Population population;

    RegistryController(Population population) {
        this.population = population;
    }

    @PostMapping("/citizen/look-up")
    CitizenRecord citizen(@RequestBody CitizenQuery query) {
        return population
                .find(query.citizenId())
                .map(p -> new CitizenRecord(
                        true,
                        p.nameTh(),
                        p.nationality(),
                        p.birthDate(),
                        p.householdRegistered(),
                        p.district(),
                        p.alive()))
                .orElse(new CitizenRecord(false, null, null, null, null, null, null));
    }

    @PostMapping("/revenue/look-up")
    RevenueRecord revenue(@RequestBody RevenueQuery query) {
        Optional<Person> person = population.find(query.citizenId());
        return new RevenueRecord(
                person.map(Person::incomeSatang).isPresent(),
                person.map(Person::incomeSatang).orElse(null));
    }

    @PostMapping("/deposits/look-up")
    DepositsRecord deposits(@RequestBody DepositsQuery query) {
        Optional<Person> person = population.find(query.citizenId());
        return new DepositsRecord(
                person.isPresent(), person.map(Person::depositsSatang).orElse(null));
    }

    @PostMapping("/corrections/look-up")
    CorrectionsRecord corrections(@RequestBody CorrectionsQuery query) {
        Optional<Person> person = population.find(query.citizenId());
        return new CorrectionsRecord(
                person.isPresent(), person.map(Person::inPrison).orElse(null));
    }

    @PostMapping("/sanctions/look-up")
    SanctionsRecord sanctions(@RequestBody CitizenQuery query) {
        Optional<Person> person = population.find(query.citizenId());
        return new SanctionsRecord(
                person.isPresent(), person.map(Person::suspended).orElse(null));
    }

    record CitizenQuery(String citizenId) {}

    record RevenueQuery(String citizenId, int taxYear) {}

    record DepositsQuery(String citizenId, LocalDate snapshotDate) {}

    record CorrectionsQuery(String citizenId, LocalDate date) {}

    record CitizenRecord(
            boolean found,
            @Nullable String nameTh,
            @Nullable String nationality,
            @Nullable LocalDate birthDate,
            @Nullable Boolean householdRegistered,
            @Nullable String addressDistrict,
            @Nullable Boolean alive) {}

    record RevenueRecord(boolean found, @Nullable Long assessableIncomeSatang) {}

    record DepositsRecord(boolean found, @Nullable Long depositsSatang) {}

    record CorrectionsRecord(boolean found, @Nullable Boolean inPrison) {}

    record SanctionsRecord(boolean found, @Nullable Boolean suspended) {}
}
