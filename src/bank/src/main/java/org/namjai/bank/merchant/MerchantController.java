package org.namjai.bank.merchant;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.namjai.bank.account.Customers;
import org.namjai.bank.merchant.Merchants.Merchant;
import org.namjai.bank.security.PlatformClient;
import org.namjai.bank.security.Refusal;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Registers a shop here and with the platform, which keeps its state and makes its QR codes. */
@RestController
class MerchantController {
    private static final Set<Integer> ANSWERS = Set.of(400, 404, 409, 422);

    private final Merchants merchants;
    private final MerchantCodes codes;
    private final PlatformClient platform;
    private final Customers customers;

    MerchantController(Merchants merchants, MerchantCodes codes, PlatformClient platform, Customers customers) {
        this.merchants = merchants;
        this.codes = codes;
        this.platform = platform;
        this.customers = customers;
    }

    /** The platform decides first; what it refuses is not kept here either. */
    @PutMapping("/api/v1/merchants/{id}")
    ResponseEntity<@Nullable JsonNode> put(@PathVariable UUID id, @Valid @RequestBody MerchantBody body) {
        checkHolder(body.holder());
        ResponseEntity<JsonNode> answer = passOn("/api/v1/merchants/{id}", id, body);
        if (answer.getStatusCode().is2xxSuccessful()) {
            merchants.put(new Merchant(id, body.name(), body.merchantClass(), body.district()), body.holder());
        }
        return ResponseEntity.status(answer.getStatusCode()).body(answer.getBody());
    }

    private void checkHolder(@Nullable UUID holder) {
        if (holder == null || customers.isKnown(holder)) return;
        throw new Refusal(
                HttpStatus.UNPROCESSABLE_ENTITY,
                "holder",
                "ไม่ใช่ลูกค้าของธนาคารนี้",
                "There is no such customer of this bank.");
    }

    @PutMapping("/api/v1/merchants/{id}/state")
    ResponseEntity<@Nullable JsonNode> move(@PathVariable UUID id, @RequestBody JsonNode body) {
        ResponseEntity<JsonNode> answer = passOn("/api/v1/merchants/{id}/state", id, body);
        return ResponseEntity.status(answer.getStatusCode()).body(answer.getBody());
    }

    /** Static without an amount, dynamic with one. */
    @GetMapping("/api/v1/merchants/{id}/qr")
    JsonNode qr(@PathVariable UUID id, @RequestParam(required = false) @Nullable Long amountSatang) {
        return codes.of(id, amountSatang);
    }

    private ResponseEntity<JsonNode> passOn(String path, UUID id, Object body) {
        return platform.http()
                .method(HttpMethod.PUT)
                .uri(path, id)
                .contentType(MediaType.APPLICATION_JSON)
                .body(body)
                .retrieve()
                .onStatus(status -> ANSWERS.contains(status.value()), (request, response) -> {})
                .toEntity(JsonNode.class);
    }

    /**
     * @param goods classes of goods that the shop declares to sell
     * @param tax as the platform reads it
     * @param postpaidMobile whether the bank has checked the shop's mobile number, which stays here
     * @param state {@code applied} while the bank still checks the shop
     * @param holder the customer whose shop it is; that stays here
     */
    record MerchantBody(
            @NotBlank @Size(max = 200) String name,
            @JsonProperty("class") @NotBlank String merchantClass,
            @NotBlank
                    @Pattern(
                            regexp = "[0-9]{4}",
                            message = "ต้องเป็นรหัสอำเภอ 4 หลัก / must be a four-digit district code")
                    String district,
            @NotEmpty @Size(max = 50) List<@NotBlank String> goods,
            @Nullable JsonNode tax,
            @Nullable Boolean postpaidMobile,
            @Nullable String state,
            @JsonProperty(access = JsonProperty.Access.WRITE_ONLY) @Nullable UUID holder) {}
}
