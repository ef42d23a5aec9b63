package org.namjai.platform.participant.web;

import java.net.URI;
import java.util.Locale;
import org.namjai.platform.participant.Participant;
import org.namjai.platform.participant.Participants;
import org.namjai.platform.shared.InvalidInput;
import org.namjai.platform.shared.ParticipantId;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/participants")
@PreAuthorize("hasRole('operator')")
class ParticipantController {
    private final Participants participants;

    ParticipantController(Participants participants) {
        this.participants = participants;
    }

    @PutMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void register(@PathVariable String id, @RequestBody Body body) {
        participants.register(body.participant(id));
    }

    record Body(
            String nameTh, String nameEn, String x500Name, String baseUrl, String ledgerPublicKeyset, String state) {
        Participant participant(String id) {
            new InvalidInput.Check()
                    .valid(
                            id,
                            ParticipantId::isValid,
                            "id",
                            "ต้องเป็นตัวพิมพ์เล็กและตัวเลข",
                            "must be lower-case letters, digits and hyphens, a letter first")
                    .valid(nameTh, Body::isName, "nameTh", "ต้องมี 1 ถึง 200 ตัวอักษร", "must be 1 to 200 characters")
                    .valid(nameEn, Body::isName, "nameEn", "ต้องมี 1 ถึง 200 ตัวอักษร", "must be 1 to 200 characters")
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
                    .valid(
                            state,
                            value -> value.equals("live") || value.equals("suspended"),
                            "state",
                            "ต้องเป็น live หรือ suspended",
                            "must be live or suspended")
                    .orThrow();
            return new Participant(
                    new ParticipantId(id),
                    nameTh,
                    nameEn,
                    x500Name,
                    URI.create(baseUrl),
                    ledgerPublicKeyset,
                    Participant.State.valueOf(state.toUpperCase(Locale.ROOT)));
        }

        private static boolean isName(String text) {
            return !text.isBlank() && text.length() <= 200;
        }
    }
}
