package org.namjai.bank.account;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Tells the platform, before the first payment, whether an account can be paid and is the person's. */
@RestController
class AccountVerificationController {
    private final Customers customers;

    AccountVerificationController(Customers customers) {
        this.customers = customers;
    }

    @PostMapping("/api/v1/account-verifications")
    Verification verify(@Valid @RequestBody Question question) {
        return customers
                .find(AccountScheme.ofChannel(question.channel()), question.named())
                .map(customer ->
                        new Verification(true, !customer.closed() && !customer.deceased(), isOf(customer, question)))
                .orElse(new Verification(false, false, false));
    }

    /** The person counts; a name that is given must be theirs too, however it is spaced. */
    private boolean isOf(Customers.Customer customer, Question question) {
        return customers.is(customer, question.citizenId())
                && (question.nameTh() == null || bare(question.nameTh()).equals(bare(customer.nameTh())));
    }

    private static String bare(String name) {
        return name.replaceAll("\\s", "");
    }

    /**
     * @param channel as the platform names it
     * @param account left out where the citizen id says it
     */
    record Question(
            @NotBlank @Pattern(regexp = "[0-9]{13}", message = "ต้องเป็นตัวเลข 13 หลัก / must be 13 digits")
                    String citizenId,
            @NotBlank @Pattern(regexp = AccountScheme.CHANNELS, message = "ไม่รู้จักช่องทางนี้ / is no known channel")
                    String channel,
            @Nullable @Size(max = 20) String account,
            @Nullable @Size(max = 200) String nameTh) {
        String named() {
            return account == null || account.isBlank() ? citizenId : account;
        }

        /** Personal data is not printed. */
        @Override
        public String toString() {
            return "Question[]";
        }
    }

    /** Nothing but yes or no: the platform learns nothing about the account. */
    record Verification(boolean exists, boolean open, boolean nameMatches) {}
}
