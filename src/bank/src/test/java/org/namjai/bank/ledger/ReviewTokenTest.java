package org.namjai.bank.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReviewTokenTest {

    @Test
    void onlyTheTokenItself_isAccepted() {
        var token = new ReviewToken("correct-horse");

        assertThat(token.isShownBy("Bearer correct-horse")).isTrue();
        assertThat(token.isShownBy("Bearer correct-hors")).isFalse();
        assertThat(token.isShownBy("Bearer correct-horse2")).isFalse();
        assertThat(token.isShownBy("correct-horse")).isFalse();
        assertThat(token.isShownBy(null)).isFalse();
    }

    @Test
    void noTokenSet_nobodyIsAccepted() {
        assertThat(new ReviewToken(null).isShownBy("Bearer ")).isFalse();
        assertThat(new ReviewToken(" ").isShownBy("Bearer  ")).isFalse();
    }
}
