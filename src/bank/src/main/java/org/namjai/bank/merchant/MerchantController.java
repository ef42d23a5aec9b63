package org.namjai.bank.merchant;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.namjai.bank.merchant.Merchants.Merchant;
import org.namjai.bank.security.PlatformClient;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Registers a shop here and with the platform. */
@RestController
class MerchantController {
    private final Merchants merchants;
    private final PlatformClient platform;

    MerchantController(Merchants merchants, PlatformClient platform) {
        this.merchants = merchants;
        this.platform = platform;
    }

    /** The platform decides first; what it refuses is not kept here either. */
    @PutMapping("/api/v1/merchants/{id}")
    ResponseEntity<@Nullable JsonNode> put(@PathVariable UUID id, @Valid @RequestBody MerchantBody body) {
        ResponseEntity<JsonNode> answer = platform.http()
                .put()
                .uri("/api/v1/merchants/{id}", id)
                .contentType(MediaType.APPLICATION_JSON)
                .body(body)
                .retrieve()
                .onStatus(
                        status -> status.value() == 409 || status.value() == 422 || status.value() == 400,
                        (request, response) -> {})
                .toEntity(JsonNode.class);
        if (answer.getStatusCode().is2xxSuccessful()) {
            merchants.put(new Merchant(id, body.name(), body.merchantClass(), body.district()));
        }
        return ResponseEntity.status(answer.getStatusCode()).body(answer.getBody());
    }

    record MerchantBody(
            @NotBlank @Size(max = 200) String name,
            @JsonProperty("class") @NotBlank String merchantClass,
            @NotBlank
                    @Pattern(
                            regexp = "[0-9]{4}",
                            message = "ต้องเป็นรหัสอำเภอ 4 หลัก / must be a four-digit district code")
                    String district) {}
}
