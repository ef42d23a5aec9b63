package org.namjai.platform.shared;

/**
 * An amount of Thai baht.
 *
 * @param satang the amount in satang, a hundredth of a baht; may be negative
 */
public record Money(long satang) implements Comparable<Money> {
    public static final Money ZERO = new Money(0);

    /** The amount of whole {@code baht}. */
    public static Money ofBaht(long baht) {
        return new Money(Math.multiplyExact(baht, 100));
    }

    public Money plus(Money other) {
        return new Money(Math.addExact(satang, other.satang));
    }

    public Money minus(Money other) {
        return new Money(Math.subtractExact(satang, other.satang));
    }

    public boolean isPositive() {
        return satang > 0;
    }

    @Override
    public int compareTo(Money other) {
        return Long.compare(satang, other.satang);
    }
}
