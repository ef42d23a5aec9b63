package org.namjai.platform;

import java.util.Random;
import org.namjai.platform.shared.CitizenId;

/** Made citizen numbers. */
public final class MadeCitizens {
    private static final Random RANDOM = new Random();

    private MadeCitizens() {}

    /** Of a person nobody has met. */
    public static CitizenId somebody() {
        String digits = "1%011d".formatted(RANDOM.nextLong(100_000_000_000L));
        for (int check = 0; check < 10; check++) {
            if (CitizenId.isValid(digits + check)) return new CitizenId(digits + check);
        }
        throw new AssertionError("one of ten check digits is right");
    }
}
