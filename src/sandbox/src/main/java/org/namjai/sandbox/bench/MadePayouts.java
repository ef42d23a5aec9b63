package org.namjai.sandbox.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.namjai.platform.shared.CitizenId;
import org.namjai.platform.shared.ParticipantId;

/**
 * Promises grants to the people of a file and lets them wait for a far day, for trials that bring that day about. Each
 * line has a request's UUID, the participant, the citizen id and the account. Runs on the platform's class path, while
 * no platform runs.
 */
public final class MadePayouts {
    private static final LocalDate FAR = LocalDate.of(2100, 1, 1);

    private MadePayouts() {}

    public static void main(String[] arguments) throws IOException {
        List<PayoutPlatform.Entitled> people = Files.readAllLines(Path.of(arguments[0])).stream()
                .map(line -> entitled(line.split(",")))
                .toList();
        try (PayoutPlatform platform = PayoutPlatform.start()) {
            platform.register(BenchBank.all(System.getenv()));
            platform.entitle(people);
            people.forEach(platform::open);
            platform.postpone(FAR);
        }
    }

    private static PayoutPlatform.Entitled entitled(String... fields) {
        return new PayoutPlatform.Entitled(
                UUID.fromString(fields[0]),
                new BenchBank.Customer(new CitizenId(fields[2]), fields[3]),
                new ParticipantId(fields[1]));
    }
}
