package org.namjai.bank.account;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What the bank's mobile app needs of customers and wallets. Numbers travel in bodies, never in addresses. */
@RestController
class CustomerController {
    private final Customers customers;
    private final Wallets wallets;

    CustomerController(Customers customers, Wallets wallets) {
        this.customers = customers;
        this.wallets = wallets;
    }

    @PutMapping("/api/v1/customers/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void put(@PathVariable UUID id, @Valid @RequestBody CustomerBody body) {
        customers.put(id, body.citizenId(), body.nameTh(), body.account());
    }

    @PostMapping("/api/v1/wallets/look-up")
    List<Wallets.Wallet> lookUp(@Valid @RequestBody AccountBody body) {
        return wallets.ofAccount(body.account());
    }

    record CustomerBody(
            @NotBlank @Pattern(regexp = "[0-9]{13}", message = "ต้องเป็นตัวเลข 13 หลัก / must be 13 digits")
                    String citizenId,
            @NotBlank @Size(max = 200) String nameTh,
            @NotBlank @Pattern(regexp = "[0-9]{10,15}", message = "ต้องเป็นตัวเลข 10-15 หลัก / must be 10 to 15 digits")
                    String account) {
        /** Personal data is not printed. */
        @Override
        public String toString() {
            return "CustomerBody[]";
        }
    }

    record AccountBody(@NotBlank String account) {
        @Override
        public String toString() {
            return "AccountBody[]";
        }
    }
}
