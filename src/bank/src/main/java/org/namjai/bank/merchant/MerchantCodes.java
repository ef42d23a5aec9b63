package org.namjai.bank.merchant;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.namjai.bank.security.PlatformClient;
import org.namjai.bank.security.Refusal;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Service;
import org.springframework.web.client.RestClientException;

/** The QR codes of this bank's shops, which the platform makes. */
@Service
public class MerchantCodes {
    private final PlatformClient platform;

    MerchantCodes(PlatformClient platform) {
        this.platform = platform;
    }

    /**
     * As the platform tells it: {@code qr}, {@code dynamic}, {@code endsAt} and more.
     *
     * @param amountSatang with one, the code is for one payment
     */
    public JsonNode of(UUID merchant, @Nullable Long amountSatang) {
        ResponseEntity<JsonNode> answer = platform.http()
                .get()
                .uri(uri -> uri.path("/api/v1/merchants/{id}/qr")
                        .queryParamIfPresent("amountSatang", Optional.ofNullable(amountSatang))
                        .build(merchant))
                .retrieve()
                .onStatus(status -> status.value() == 400 || status.value() == 404, (request, response) -> {})
                .toEntity(JsonNode.class);
        JsonNode body = answer.getBody();
        if (body == null) throw new RestClientException("the platform gave an empty answer");
        if (answer.getStatusCode().is2xxSuccessful()) return body;
        JsonNode error = body.path("errors").path(0);
        throw new Refusal(
                answer.getStatusCode().value() == 404 ? HttpStatus.NOT_FOUND : HttpStatus.UNPROCESSABLE_ENTITY,
                error.path("field").asText(),
                error.path("th").asText(),
                error.path("en").asText());
    }
}
