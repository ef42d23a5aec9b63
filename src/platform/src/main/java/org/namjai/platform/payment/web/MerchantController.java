package org.namjai.platform.payment.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.UUID;
import org.namjai.platform.participant.CallingParticipant;
import org.namjai.platform.payment.Merchant;
import org.namjai.platform.payment.Merchants;
import org.namjai.platform.shared.InvalidInput;
import org.namjai.platform.shared.Problems;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** A participant registers the merchants that bank with it; every participant may read them. */
@RestController
@RequestMapping("/api/v1/merchants/{id}")
@PreAuthorize("hasRole('participant')")
class MerchantController {
    private final Merchants merchants;

    MerchantController(Merchants merchants) {
        this.merchants = merchants;
    }

    @PutMapping
    ResponseEntity<?> register(@AuthenticationPrincipal Jwt token, @PathVariable UUID id, @RequestBody Body body) {
        Merchant merchant = body.merchant(id, token);
        return merchants.register(merchant) ? ResponseEntity.ok(View.of(merchant)) : notFound();
    }

    @GetMapping
    ResponseEntity<?> find(@PathVariable UUID id) {
        return merchants
                .find(id)
                .<ResponseEntity<?>>map(merchant -> ResponseEntity.ok(View.of(merchant)))
                .orElseGet(MerchantController::notFound);
    }

    private static ResponseEntity<?> notFound() {
        return ResponseEntity.of(Problems.of(
                        HttpStatus.NOT_FOUND, "No such merchant", "id", "ไม่มีร้านค้านี้", "is no merchant of yours"))
                .build();
    }

    record Body(String name, @JsonProperty("class") String merchantClass, String district) {
        Merchant merchant(UUID id, Jwt token) {
            new InvalidInput.Check()
                    .present(name, "name")
                    .present(merchantClass, "class")
                    .present(district, "district")
                    .orThrow();
            return new Merchant(id, CallingParticipant.of(token), name, merchantClass, district);
        }
    }

    record View(UUID id, String name, @JsonProperty("class") String merchantClass, String district) {
        static View of(Merchant merchant) {
            return new View(merchant.id(), merchant.name(), merchant.merchantClass(), merchant.district());
        }
    }
}
