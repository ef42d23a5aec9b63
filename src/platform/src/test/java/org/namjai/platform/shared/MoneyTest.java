package org.namjai.platform.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class MoneyTest {
    @Test
    void sumPastTheLargestLong_isRefusedAndNotWrapped() {
        var most = new Money(Long.MAX_VALUE);

        assertThatThrownBy(() -> most.plus(new Money(1))).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> new Money(Long.MIN_VALUE).minus(new Money(1))).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> Money.ofBaht(Long.MAX_VALUE / 99)).isInstanceOf(ArithmeticException.class);
    }

    @Test
    void tenThousandBaht_isAMillionSatang() {
        assertThat(Money.ofBaht(10_000)).isEqualTo(new Money(1_000_000)).isGreaterThan(Money.ZERO);
    }
}
