package org.namjai.platform.disbursement;

import java.net.URI;
import org.namjai.platform.shared.ServiceHttp;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;

/** Speaks to participants' gateways. */
@Component
class ParticipantGateway {
    private final ServiceHttp http;

    ParticipantGateway(ServiceHttp http) {
        this.http = http;
    }

    /** Repeat-safe at the participant; throws when it did not accept. */
    void instruct(URI baseUrl, Instruction told, Payee payee) {
        var body = new Body(
                told.programme().value(),
                told.money().code(),
                new Body.Payee(
                        payee.citizenId().digits(),
                        payee.account(),
                        told.subject().value()),
                told.amountSatang(),
                "THB");
        http.to(baseUrl.toString())
                .put()
                .uri("/api/v1/disbursements/{id}", told.id())
                .contentType(MediaType.APPLICATION_JSON)
                .body(body)
                .retrieve()
                .toBodilessEntity();
    }

    /** The instruction's JSON body. */
    record Body(String programme, String kind, Payee payee, long amountSatang, String currency) {
        record Payee(String citizenId, String account, String payeeRef) {
            @Override
            public String toString() {
                return "Payee[" + payeeRef + "]";
            }
        }
    }
}
