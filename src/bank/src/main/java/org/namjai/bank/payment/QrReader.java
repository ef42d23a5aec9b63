package org.namjai.bank.payment;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.namjai.bank.security.PlatformClient;
import org.namjai.bank.security.Refusal;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClientException;

/** Asks the platform whom a scanned QR code names, and for how much. */
@Component
class QrReader {
    private final PlatformClient platform;

    QrReader(PlatformClient platform) {
        this.platform = platform;
    }

    /** Whom and how much the code names; what it doesn't, the order must. */
    Purchase purchase(PaymentOrder order) {
        if ((order.qr() == null) == (order.merchantId() == null)) {
            throw refused(
                    "merchantId",
                    "ต้องระบุ merchantId หรือ qr อย่างใดอย่างหนึ่ง",
                    "Either merchantId or qr is required, and not both.");
        }
        if (order.qr() == null) {
            return purchase(order, Objects.requireNonNull(order.merchantId()), order.amountSatang());
        }
        JsonNode code = read(order.qr());
        UUID merchant = UUID.fromString(code.path("merchant").path("id").asText());
        JsonNode amount = code.path("amountSatang");
        return purchase(order, merchant, amount.isNumber() ? theCodes(amount.asLong(), order) : order.amountSatang());
    }

    private static long theCodes(long satang, PaymentOrder order) {
        if (order.amountSatang() != null && order.amountSatang() != satang) {
            throw refused("amountSatang", "ต้องเท่ากับจำนวนเงินใน QR", "The amount must be the QR code's.");
        }
        return satang;
    }

    private static Purchase purchase(PaymentOrder order, UUID merchant, @Nullable Long satang) {
        if (satang == null) throw refused("amountSatang", "ต้องระบุจำนวนเงิน", "An amount is required.");
        return new Purchase(merchant, satang, order.goodsClasses(), order.faceToFace(), order.qr());
    }

    private JsonNode read(String qr) {
        ResponseEntity<JsonNode> answer = platform.http()
                .post()
                .uri("/api/v1/qr-readings")
                .contentType(MediaType.APPLICATION_JSON)
                .body(Map.of("qr", qr))
                .retrieve()
                .onStatus(status -> status.value() == 400, (request, response) -> {})
                .toEntity(JsonNode.class);
        JsonNode body = answer.getBody();
        if (body == null) throw new RestClientException("the platform gave an empty answer");
        if (answer.getStatusCode().is2xxSuccessful()) return body;
        JsonNode error = body.path("errors").path(0);
        throw refused(
                error.path("field").asText("qr"),
                error.path("th").asText(),
                error.path("en").asText());
    }

    private static Refusal refused(String field, String th, String en) {
        return new Refusal(HttpStatus.UNPROCESSABLE_ENTITY, field, th, en);
    }
}
