package org.namjai.bank.merchant;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.namjai.bank.account.Wallets;
import org.namjai.bank.account.Wallets.Wallet;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** What a shop does in the bank's app: sees its wallets, gives money of a sale back. */
@RestController
class ShopController {
    private final Wallets wallets;
    private final Reversals reversals;

    ShopController(Wallets wallets, Reversals reversals) {
        this.wallets = wallets;
        this.reversals = reversals;
    }

    @GetMapping("/api/v1/merchants/{id}/wallets")
    List<Wallet> wallets(@PathVariable UUID id) {
        return wallets.ofMerchant(id);
    }

    @PostMapping("/api/v1/payments/{id}/reversal")
    ResponseEntity<?> reverse(
            @PathVariable UUID id, @RequestHeader("Idempotency-Key") UUID key, @Valid @RequestBody ReversalBody body) {
        return reversals
                .reverse(key, id, body.amountSatang(), body.reason())
                .fold(ResponseEntity::ok, rejected -> ResponseEntity.status(rejected.status())
                        .body(rejected.problem()));
    }

    record ReversalBody(
            @NotNull @Positive(message = "ต้องมากกว่าศูนย์ / must be more than zero") Long amountSatang,
            @NotBlank @Size(max = 200) String reason) {}
}
