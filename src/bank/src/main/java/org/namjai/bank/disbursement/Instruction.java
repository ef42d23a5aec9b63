package org.namjai.bank.disbursement;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.namjai.bank.account.AccountScheme;

/**
 * What the platform tells the bank to pay.
 *
 * @param kind {@code wallet}: the money can be spent under the programme's rules only; {@code cash}: it is the person's
 * @param channel by which the account is named; its number when left out
 */
record Instruction(
        @NotBlank @Size(max = 100) String programme,
        @NotBlank @Pattern(regexp = "wallet|cash", message = "ต้องเป็น wallet หรือ cash / must be wallet or cash")
                String kind,
        @Nullable @Pattern(regexp = AccountScheme.CHANNELS, message = "ไม่รู้จักช่องทางนี้ / is no known channel")
                String channel,
        @NotNull @Valid Payee payee,
        @Positive(message = "ต้องมากกว่าศูนย์ / must be more than zero") long amountSatang,
        @NotBlank @Pattern(regexp = "THB", message = "ต้องเป็น THB / must be THB") String currency) {

    /**
     * @param account left out where the citizen id says it
     * @param payeeRef the person's pseudonym on the ledger
     */
    record Payee(
            @NotBlank @Size(max = 13) String citizenId,
            @Nullable @Size(max = 20) String account,
            @NotBlank @Size(max = 64) String payeeRef) {
        String named() {
            return account == null || account.isBlank() ? citizenId : account;
        }

        /** Personal data is not printed. */
        @Override
        public String toString() {
            return "Payee[" + payeeRef + "]";
        }
    }

    MoneyForm money() {
        return MoneyForm.ofKind(kind);
    }

    BulkFile.Item item(UUID id) {
        AccountScheme scheme = channel == null ? AccountScheme.NUMBER : AccountScheme.ofChannel(channel);
        return new BulkFile.Item(id, amountSatang, scheme, payee.named(), payee.citizenId(), payee.payeeRef());
    }
}
