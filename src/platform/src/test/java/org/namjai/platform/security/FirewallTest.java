package org.namjai.platform.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.RequestRejectedException;

class FirewallTest {
    private final HttpFirewall firewall = new ApiSecurity().firewall();

    @ParameterizedTest
    @ValueSource(strings = {"", "Bearer abc.def~ghi", "one\ttwo", "สวัสดี"})
    void headerOfAssignedCharacters_passes(String value) {
        assertThat(read(value)).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\u0000b", "a\rb", "a\u001fb", "a\u007fb", "a\u0085b", "a\u0378b"})
    void headerWithAControlOrUnassignedCharacter_isRefused(String value) {
        assertThatThrownBy(() -> read(value)).isInstanceOf(RequestRejectedException.class);
    }

    private String read(String value) {
        var request = new MockHttpServletRequest("POST", "/api/v1/payments");
        request.addHeader("X-Test", value);
        return firewall.getFirewalledRequest(request).getHeader("X-Test");
    }
}
