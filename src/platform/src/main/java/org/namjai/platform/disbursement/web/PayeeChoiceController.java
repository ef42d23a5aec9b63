package org.namjai.platform.disbursement.web;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.namjai.platform.disbursement.PayeeChoices;
import org.namjai.platform.participant.Channel;
import org.namjai.platform.shared.CitizenId;
import org.namjai.platform.shared.InvalidInput;
import org.namjai.platform.shared.ParticipantId;
import org.namjai.platform.shared.Problems;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.client.RestClientException;

/** The Super App chooses for its users where their money goes. People's numbers travel in bodies, never in addresses. */
@RestController
@PreAuthorize("hasRole('super-app')")
class PayeeChoiceController {
    private final PayeeChoices choices;

    PayeeChoiceController(PayeeChoices choices) {
        this.choices = choices;
    }

    @PostMapping("/api/v1/payee-choices")
    ResponseEntity<?> choose(@AuthenticationPrincipal Jwt token, @RequestBody Body body) {
        body.check();
        try {
            PayeeChoices.Chosen chosen = choices.choose(
                    new CitizenId(body.citizenId()),
                    new ParticipantId(body.participant()),
                    Channel.find(body.channel()).orElseThrow(),
                    body.account(),
                    String.valueOf(token.getClaimAsString("azp")));
            return chosen == PayeeChoices.Chosen.CHOSEN
                    ? ResponseEntity.status(HttpStatus.CREATED)
                            .body(Listed.of(
                                    choices.of(new CitizenId(body.citizenId())).get(0)))
                    : ResponseEntity.of(ChoiceWords.problem(chosen)).build();
        } catch (RestClientException e) {
            return Problems.tryAgain("ติดต่อธนาคารไม่ได้ในขณะนี้", "The participant can't be asked now");
        }
    }

    /** The person's choices, the newest first. */
    @PostMapping("/api/v1/payee-choices/look-up")
    List<Listed> lookUp(@RequestBody Person person) {
        new InvalidInput.Check()
                .valid(
                        person.citizenId(),
                        CitizenId::isValid,
                        "citizenId",
                        "เลขประจำตัวประชาชนไม่ถูกต้อง",
                        "is no citizen id")
                .orThrow();
        return choices.of(new CitizenId(String.valueOf(person.citizenId()))).stream()
                .map(Listed::of)
                .toList();
    }

    record Person(@Nullable String citizenId) {
        @Override
        public String toString() {
            return "Person[hidden]";
        }
    }

    record Listed(String participant, String channel, String accountEnd, Instant effectiveFrom) {
        static Listed of(PayeeChoices.Choice choice) {
            return new Listed(
                    choice.participant().value(), choice.channel().code(), choice.accountEnd(), choice.effectiveFrom());
        }
    }

    record Body(String citizenId, String participant, String channel, String account) {
        void check() {
            new InvalidInput.Check()
                    .valid(
                            citizenId,
                            CitizenId::isValid,
                            "citizenId",
                            "เลขประจำตัวประชาชนไม่ถูกต้อง",
                            "is no citizen id")
                    .valid(
                            participant,
                            ParticipantId::isValid,
                            "participant",
                            "ไม่ใช่รหัสธนาคาร",
                            "is no participant's id")
                    .valid(
                            channel,
                            code -> Channel.find(code).isPresent(),
                            "channel",
                            "ไม่รู้จักช่องทางนี้",
                            "must be bank-account, promptpay-national-id, promptpay-mobile, e-wallet or card-wallet")
                    .valid(
                            account,
                            text -> text.matches("[0-9]{0,20}"),
                            "account",
                            "ต้องเป็นตัวเลขไม่เกิน 20 หลัก",
                            "must be up to 20 digits")
                    .orThrow();
        }

        @Override
        public String toString() {
            return "Body[hidden]";
        }
    }
}
