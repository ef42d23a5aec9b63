package org.namjai.platform.request;

import java.util.Map;
import org.namjai.platform.shared.CitizenId;
import org.namjai.platform.shared.InvalidInput;
import org.namjai.platform.shared.ParticipantId;
import org.namjai.platform.shared.ProgrammeId;

/**
 * A person asks for a programme's help. Refuses itself with {@link InvalidInput} when its shape is wrong.
 *
 * @param client who sends it; keys are unique within a client
 * @param key the client's idempotency key, 1 to 100 characters
 * @param account where the money shall go, at the participant: 10 to 15 digits
 * @param answers of the programme's form; held against it at intake
 */
public record NewRequest(
        String client,
        String key,
        ProgrammeId programme,
        CitizenId citizenId,
        ParticipantId participant,
        String account,
        Map<String, Object> answers) {
    public NewRequest {
        answers = Map.copyOf(answers);
        new InvalidInput.Check()
                .idempotencyKey(key)
                .that(
                        account.matches("[0-9]{10,15}"),
                        "account",
                        "ต้องเป็นตัวเลข 10 ถึง 15 หลัก",
                        "must be 10 to 15 digits")
                .orThrow();
    }
}
