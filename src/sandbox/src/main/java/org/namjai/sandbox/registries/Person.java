package org.namjai.sandbox.registries;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A made person as the registries know them.
 *
 * @param incomeSatang assessable income of the tax year 2023; null: the Revenue Department has no record
 * @param depositsSatang on 31 March 2024, without joint accounts
 * @param district the registered address, a district's four-digit DOPA code
 * @param bank participant id of the bank where the person has an account
 */
public record Person(
        String citizenId,
        String nameTh,
        LocalDate birthDate,
        String nationality,
        boolean householdRegistered,
        boolean alive,
        String district,
        @Nullable Long incomeSatang,
        long depositsSatang,
        boolean inPrison,
        boolean suspended,
        String bank,
        String account) {
    /** No made person's data is printed by accident. */
    @Override
    public String toString() {
        return "Person[made]";
    }
}
