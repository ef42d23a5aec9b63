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
    void instruct(URI baseUrl, StoredDisbursement disbursement, Payee payee) {
        var instruction = new Instruction(
                disbursement.programme().value(),
                "wallet",
                new Instruction.Payee(
                        payee.citizenId().digits(),
                        payee.account(),
                        disbursement.subject().value()),
                disbursement.amountSatang(),
                "THB");
        http.to(baseUrl.toString())
                .put()
                .uri("/api/v1/disbursements/{id}", disbursement.id().value())
                .contentType(MediaType.APPLICATION_JSON)
                .body(instruction)
                .retrieve()
                .toBodilessEntity();
    }

    /** The instruction's JSON body. */
    record Instruction(String programme, String kind, Payee payee, long amountSatang, String currency) {
        record Payee(String citizenId, String account, String payeeRef) {
            @Override
            public String toString() {
                return "Payee[" + payeeRef + "]";
            }
        }
    }
}
