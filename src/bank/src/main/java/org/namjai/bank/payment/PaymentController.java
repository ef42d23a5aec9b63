package org.namjai.bank.payment;

import jakarta.validation.Valid;
import java.util.UUID;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** Where the bank's mobile app pays. */
@RestController
class PaymentController {
    private final Payments payments;

    PaymentController(Payments payments) {
        this.payments = payments;
    }

    @PostMapping("/api/v1/wallets/{walletId}/payments")
    PaymentAnswer pay(
            @PathVariable UUID walletId,
            @RequestHeader("Idempotency-Key") UUID key,
            @Valid @RequestBody PaymentOrder order) {
        return payments.pay(key, walletId, order);
    }
}
