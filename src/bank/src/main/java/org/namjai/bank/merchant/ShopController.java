package org.namjai.bank.merchant;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.namjai.bank.account.Wallets;
import org.namjai.bank.account.Wallets.Wallet;
import org.namjai.bank.security.PlatformClient;
import org.springframework.http.MediaType;
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
    private final PlatformClient platform;

    ShopController(Wallets wallets, PlatformClient platform) {
        this.wallets = wallets;
        this.platform = platform;
    }

    @GetMapping("/api/v1/merchants/{id}/wallets")
    List<Wallet> wallets(@PathVariable UUID id) {
        return wallets.ofMerchant(id);
    }

    /** The platform decides and keeps it; the payer's bank learns of it with the next page. */
    @PostMapping("/api/v1/payments/{id}/reversal")
    ResponseEntity<@Nullable JsonNode> reverse(
            @PathVariable UUID id, @RequestHeader("Idempotency-Key") UUID key, @Valid @RequestBody ReversalBody body) {
        ResponseEntity<JsonNode> answer = platform.http()
                .post()
                .uri("/api/v1/payments/{id}/reversal", id)
                .header("Idempotency-Key", key.toString())
                .contentType(MediaType.APPLICATION_JSON)
                .body(body)
                .retrieve()
                .onStatus(
                        status -> status.value() == 400 || status.value() == 404 || status.value() == 422,
                        (request, response) -> {})
                .toEntity(JsonNode.class);
        return ResponseEntity.status(answer.getStatusCode()).body(answer.getBody());
    }

    record ReversalBody(
            @NotNull @Positive(message = "ต้องมากกว่าศูนย์ / must be more than zero") Long amountSatang,
            @NotBlank @Size(max = 200) String reason) {}
}
