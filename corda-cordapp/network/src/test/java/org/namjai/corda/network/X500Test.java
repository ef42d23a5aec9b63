package org.namjai.corda.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.corda.core.identity.CordaX500Name;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What we accept, Corda accepts too: a node of a bad name would die at its first start. */
class X500Test {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "O=Bua Bank, L=Bangkok, C=TH",
                "C=TH,L=Chiang Mai,O=A.B. (Thailand) Public Co/Ltd",
                "o=Crédit Agricole, l=Montréal, c=CA",
                "O=Ab, L=Cd, C=GB",
            })
    void good_isGoodForCorda(String name) {
        X500.parse(name);
        assertThat(CordaX500Name.parse(name).getCountry()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "O=B, L=Bangkok, C=TH",
                "O=Bua Bank, L=Bangkok, C=Thailand",
                "O=Bua Bank, L=Bangkok",
                "O=Bua=Bank, L=Bangkok, C=TH",
                "O=Bua\\, Bank, L=Bangkok, C=TH",
                "O=Bua\\\"Bank, L=Bangkok, C=TH",
                "O=, L=Bangkok, C=TH",
                "",
            })
    void bad_isRefused(String name) {
        assertThatThrownBy(() -> X500.parse(name)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void longest_isCordas() {
        String longest = "O=" + "a".repeat(127) + ", L=" + "b".repeat(63) + ", C=TH";
        X500.parse(longest);
        CordaX500Name.parse(longest);
        assertThatThrownBy(() -> X500.parse(longest.replace("O=a", "O=aa"))).hasMessage("O has at most 127 characters");
        assertThatThrownBy(() -> X500.parse(longest.replace("L=b", "L=bb"))).hasMessage("L has at most 63 characters");
    }
}
