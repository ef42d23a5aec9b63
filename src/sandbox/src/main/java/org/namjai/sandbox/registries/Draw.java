package org.namjai.sandbox.registries;

import java.time.LocalDate;
import java.util.SplittableRandom;

/** Chance that comes out the same for the same seed, subject and number, whoever asks and in whatever order. */
final class Draw {
    private final SplittableRandom random;

    private Draw(long seed) {
        this.random = new SplittableRandom(seed);
    }

    /** @param subject what is drawn about, so that a person's and a household's draws of the same number differ */
    static Draw of(long seed, String subject, long number) {
        return new Draw(seed ^ subject.hashCode() * 0x9E3779B97F4A7C15L ^ (number + 1) * 0xD1B54A32D192ED03L);
    }

    /** Whether something happens that happens to this many in a thousand. */
    boolean perMille(int chance) {
        return random.nextInt(1_000) < chance;
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    long between(long least, long most) {
        return random.nextLong(least, most + 1);
    }

    double share() {
        return random.nextDouble();
    }

    /** Spread as incomes are: half have less than {@code median}, a few have many times as much. */
    long logNormal(double median, double spread) {
        return Math.round(median * Math.exp(spread * random.nextGaussian()));
    }

    LocalDate within(LocalDate from, int days) {
        return from.plusDays(random.nextInt(days));
    }
}
