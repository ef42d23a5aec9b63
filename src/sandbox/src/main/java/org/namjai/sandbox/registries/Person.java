package org.namjai.sandbox.registries;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A made person as the registries and the banks know them.
 *
 * @param incomeSatang of a year; null: the Revenue Department has no record
 * @param depositsSatang without joint accounts
 * @param district the registered address, a district's four-digit DOPA code
 * @param houseCode the household's 11 digits
 * @param bank participant id of the bank where the person has an account
 * @param promptPay whether money sent to the person's citizen id arrives
 */
public record Person(
        String citizenId,
        String nameTh,
        LocalDate birthDate,
        String nationality,
        boolean householdRegistered,
        boolean alive,
        String district,
        String houseCode,
        boolean headOfHousehold,
        @Nullable Long incomeSatang,
        long depositsSatang,
        boolean inPrison,
        boolean suspended,
        String bank,
        String account,
        PromptPay promptPay) {
    /** The link from a citizen id to a bank account. */
    public enum PromptPay {
        WORKS,
        NOT_LINKED,
        ACCOUNT_CLOSED,
        ACCOUNT_DORMANT
    }

    /** No made person's data is printed by accident. */
    @Override
    public String toString() {
        return "Person[made]";
    }
}
