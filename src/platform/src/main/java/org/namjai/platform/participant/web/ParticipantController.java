package org.namjai.platform.participant.web;

import java.net.URI;
import java.security.Principal;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.namjai.platform.participant.Channel;
import org.namjai.platform.participant.Participant;
import org.namjai.platform.participant.Participants;
import org.namjai.platform.shared.InvalidInput;
import org.namjai.platform.shared.ParticipantId;
import org.namjai.platform.shared.Problems;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The register of participants: the operators keep it, the Super App offers who is live. */
@RestController
@RequestMapping("/api/v1/participants")
class ParticipantController {
    private final Participants participants;

    ParticipantController(Participants participants) {
        this.participants = participants;
    }

    /** A new participant has applied; an old one keeps its state. */
    @PutMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @PreAuthorize("hasRole('operator')")
    void register(@PathVariable String id, @RequestBody Body body) {
        participants.register(body.participant(id, participants));
    }

    @PutMapping("/{id}/state")
    @PreAuthorize("hasRole('operator')")
    ResponseEntity<?> move(@PathVariable String id, @RequestBody StateBody body, Principal operator) {
        Participant.State state = body.parsed();
        return switch (ParticipantId.isValid(id)
                ? participants.move(new ParticipantId(id), state, operator.getName())
                : Participants.Move.UNKNOWN) {
            case MOVED -> ResponseEntity.noContent().build();
            case NOT_ALLOWED ->
                problem(Problems.of(
                        HttpStatus.CONFLICT,
                        "Not from its state",
                        "state",
                        "เปลี่ยนจากสถานะปัจจุบันเป็นสถานะนี้ไม่ได้",
                        "can't follow the participant's state: applied, testing, certified, live, suspended"));
            case UNKNOWN ->
                problem(Problems.of(
                        HttpStatus.NOT_FOUND, "No such participant", "id", "ไม่มีธนาคารนี้", "is no participant"));
        };
    }

    /** Those that people can choose. */
    @GetMapping
    @PreAuthorize("hasAnyRole('operator', 'auditor', 'super-app')")
    List<Listed> list() {
        return participants.live().stream().map(Listed::of).toList();
    }

    private static ResponseEntity<?> problem(ProblemDetail problem) {
        return ResponseEntity.of(problem).build();
    }

    /** A participant as one chooses it. */
    record Listed(String id, String nameTh, String nameEn, String legalName, List<String> channels) {
        static Listed of(Participant participant) {
            return new Listed(
                    participant.id().value(),
                    participant.nameTh(),
                    participant.nameEn(),
                    participant.terms().legalName(),
                    participant.terms().capabilities().stream()
                            .map(Channel::code)
                            .sorted()
                            .toList());
        }
    }

    record StateBody(@Nullable String state) {
        private static final Set<String> STATES = Set.of("applied", "testing", "certified", "live", "suspended");

        Participant.State parsed() {
            new InvalidInput.Check()
                    .valid(
                            state,
                            STATES::contains,
                            "state",
                            "ต้องเป็น applied, testing, certified, live หรือ suspended",
                            "must be applied, testing, certified, live or suspended")
                    .orThrow();
            return Participant.State.valueOf(String.valueOf(state).toUpperCase(Locale.ROOT));
        }
    }

    /**
     * @param capabilities all of them when it is left out
     * @param paymentsPerDay no limit when it is left out
     */
    record Body(
            String nameTh,
            String nameEn,
            @Nullable String legalName,
            String x500Name,
            String baseUrl,
            String ledgerPublicKeyset,
            @Nullable List<String> capabilities,
            @Nullable Long paymentsPerDay,
            @Nullable Integer paymentsPerSecond) {

        Participant participant(String id, Participants known) {
            check(id);
            var participant = new ParticipantId(id);
            return new Participant(
                    participant,
                    nameTh,
                    nameEn,
                    x500Name,
                    URI.create(baseUrl),
                    ledgerPublicKeyset,
                    known.find(participant).map(Participant::state).orElse(Participant.State.APPLIED),
                    new Participant.Terms(
                            legalName == null ? nameEn : legalName, channels(), paymentsPerDay, paymentsPerSecond));
        }

        private Set<Channel> channels() {
            return capabilities == null
                    ? Set.of(Channel.values())
                    : capabilities.stream()
                            .flatMap(code -> Channel.find(code).stream())
                            .collect(Collectors.toSet());
        }

        private void check(String id) {
            new InvalidInput.Check()
                    .valid(
                            id,
                            ParticipantId::isValid,
                            "id",
                            "ต้องเป็นตัวพิมพ์เล็กและตัวเลข",
                            "must be lower-case letters, digits and hyphens, a letter first")
                    .valid(nameTh, Body::isName, "nameTh", "ต้องมี 1 ถึง 200 ตัวอักษร", "must be 1 to 200 characters")
                    .valid(nameEn, Body::isName, "nameEn", "ต้องมี 1 ถึง 200 ตัวอักษร", "must be 1 to 200 characters")
                    .that(
                            legalName == null || isName(legalName),
                            "legalName",
                            "ต้องมี 1 ถึง 200 ตัวอักษร",
                            "must be 1 to 200 characters")
                    .valid(
                            x500Name,
                            name -> name.matches("(?=.*\\bO=[^,]).*\\bC=[A-Z]{2}.*"),
                            "x500Name",
                            "ต้องเป็นชื่อ X.500 ที่มี O และ C",
                            "must be an X.500 name with O and C")
                    .valid(
                            baseUrl,
                            url -> url.matches("https?://[A-Za-z0-9.-]+(:[0-9]{1,5})?"),
                            "baseUrl",
                            "ต้องเป็นที่อยู่ http หรือ https ที่ไม่มีพาธ",
                            "must be an http or https address without a path")
                    .valid(
                            ledgerPublicKeyset,
                            keyset -> keyset.startsWith("{") && keyset.length() <= 10_000,
                            "ledgerPublicKeyset",
                            "ต้องเป็นคีย์เซตสาธารณะในรูป JSON",
                            "must be a public keyset in JSON")
                    .that(
                            capabilities == null || capabilities.stream().allMatch(Body::isChannel),
                            "capabilities",
                            "มีช่องทางที่ไม่รู้จัก",
                            "must be of bank-account, promptpay-national-id, promptpay-mobile, e-wallet, card-wallet")
                    .that(
                            paymentsPerDay == null || paymentsPerDay > 0,
                            "paymentsPerDay",
                            "ต้องมากกว่าศูนย์",
                            "must be more than zero")
                    .that(
                            paymentsPerSecond == null || paymentsPerSecond > 0,
                            "paymentsPerSecond",
                            "ต้องมากกว่าศูนย์",
                            "must be more than zero")
                    .orThrow();
        }

        private static boolean isChannel(@Nullable String code) {
            return code != null && Channel.find(code).isPresent();
        }

        private static boolean isName(String text) {
            return !text.isBlank() && text.length() <= 200;
        }
    }
}
