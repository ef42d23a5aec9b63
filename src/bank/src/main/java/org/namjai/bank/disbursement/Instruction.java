package org.namjai.bank.disbursement;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;

/**
 * What the platform tells the bank to pay.
 *
 * @param kind {@code wallet}: the money can be spent under the programme's rules only
 */
record Instruction(
        @NotBlank @Size(max = 100) String programme,
        @NotBlank @Pattern(regexp = "wallet", message = "ต้องเป็น wallet / must be wallet") String kind,
        @NotNull @Valid Payee payee,
        @Positive(message = "ต้องมากกว่าศูนย์ / must be more than zero") long amountSatang,
        @NotBlank @Pattern(regexp = "THB", message = "ต้องเป็น THB / must be THB") String currency) {

    /** @param payeeRef the person's pseudonym on the ledger */
    record Payee(
            @NotBlank @Size(max = 13) String citizenId,
            @NotBlank @Size(max = 20) String account,
            @NotBlank @Size(max = 64) String payeeRef) {
        /** Personal data is not printed. */
        @Override
        public String toString() {
            return "Payee[" + payeeRef + "]";
        }
    }

    /** All that makes two instructions the same one; hashed, never kept. */
    String canonical() {
        return String.join(
                "\u001f",
                programme,
                kind,
                payee.citizenId(),
                payee.account(),
                payee.payeeRef(),
                Long.toString(amountSatang),
                currency);
    }
}
