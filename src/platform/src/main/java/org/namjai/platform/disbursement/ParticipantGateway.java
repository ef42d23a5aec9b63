package org.namjai.platform.disbursement;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.namjai.platform.participant.Channel;
import org.namjai.platform.shared.ServiceHttp;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClientException;

/** Speaks to participants' gateways. */
@Component
class ParticipantGateway {
    private final ServiceHttp http;

    ParticipantGateway(ServiceHttp http) {
        this.http = http;
    }

    /** Repeat-safe at the participant; throws when it did not accept. */
    void instruct(URI baseUrl, Instruction told, InstructionStore.Target target) {
        var body = new Body(
                told.programme().value(),
                told.money().code(),
                told.channel() == Channel.BANK_ACCOUNT ? null : told.channel().code(),
                new Body.Payee(
                        target.citizenId().digits(),
                        target.account(),
                        target.payee().value()),
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

    /** As {@link #instruct}, many in one file. */
    void instruct(URI baseUrl, InstructionFile file) {
        http.to(baseUrl.toString())
                .put()
                .uri("/api/v1/disbursement-files/{id}", file.messageId())
                .contentType(MediaType.APPLICATION_XML)
                .body(Pain001Writer.write(file))
                .retrieve()
                .toBodilessEntity();
    }

    /** Asks the participant about an account before anything is paid there. */
    Verification verify(URI baseUrl, Question question) {
        return Objects.requireNonNull(http.to(baseUrl.toString())
                .post()
                .uri("/api/v1/account-verifications")
                .contentType(MediaType.APPLICATION_JSON)
                .body(question)
                .retrieve()
                .body(Verification.class));
    }

    /** As {@link #verify(URI, Question)}, many at once: the answers in the questions' order. */
    List<Verification> verify(URI baseUrl, List<Question> questions) {
        List<Verification> answers = Objects.requireNonNull(http.to(baseUrl.toString())
                        .post()
                        .uri("/api/v1/account-verifications/bulk")
                        .contentType(MediaType.APPLICATION_JSON)
                        .body(new Questions(questions))
                        .retrieve()
                        .body(Verifications.class))
                .answers();
        if (answers.size() != questions.size()) {
            throw new RestClientException(questions.size() + " questions were given " + answers.size() + " answers");
        }
        return answers;
    }

    private record Questions(List<Question> questions) {}

    private record Verifications(List<Verification> answers) {}

    /** Whose account it should be. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Question(String citizenId, String channel, String account, @Nullable String nameTh) {
        @Override
        public String toString() {
            return "Question[" + channel + "]";
        }
    }

    /** What the participant knows of it. */
    record Verification(boolean exists, boolean open, boolean nameMatches) {
        /** Why it can't be paid; none when it can. */
        Optional<String> refusal() {
            if (!exists) {
                return Optional.of("no-such-account");
            }
            if (!open) {
                return Optional.of("not-open");
            }
            return nameMatches ? Optional.empty() : Optional.of("name-mismatch");
        }
    }

    /**
     * The instruction's JSON body.
     *
     * @param channel left out for an account at the participant
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Body(
            String programme, String kind, @Nullable String channel, Payee payee, long amountSatang, String currency) {
        record Payee(String citizenId, String account, String payeeRef) {
            @Override
            public String toString() {
                return "Payee[" + payeeRef + "]";
            }
        }
    }
}
