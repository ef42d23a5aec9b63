package org.namjai.platform.disbursement.web;

import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.oidcLogin;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.github.tomakehurst.wiremock.client.WireMock;
import org.junit.jupiter.api.Test;
import org.namjai.platform.EngineSlice;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

class PayeePagesTest extends EngineSlice {
    private static final String NONGNUCH = "1112034563562";

    @Test
    void accountThatTheBankConfirms_isChosen_andShownByItsEndAlone() throws Exception {
        bankSays("{\"exists\":true,\"open\":true,\"nameMatches\":true}");

        send("bua", "e-wallet", "1234-5678-9012-345")
                .andExpect(status().is3xxRedirection())
                .andExpect(redirectedUrl("/payee"));

        OUTSIDE.verify(postRequestedFor(urlEqualTo("/banks/api/v1/account-verifications"))
                .withRequestBody(
                        equalToJson("{\"citizenId\":\"%s\",\"channel\":\"e-wallet\",\"account\":\"123456789012345\"}"
                                .formatted(NONGNUCH))));
        assertThat(page(perform(get("/payee"))))
                .contains("ธนาคารบัว", "2345")
                .doesNotContain("123456789012345", NONGNUCH);
    }

    @Test
    void accountOfSomebodyElse_isNotChosen_andSaysWhyBesideItsField() throws Exception {
        bankSays("{\"exists\":true,\"open\":true,\"nameMatches\":false}");

        assertThat(page(send("bua", "bank-account", "1234567890")))
                .contains("id=\"account-error\"", "The account belongs to somebody else", "value=\"1234567890\"");
    }

    @Test
    void nothingChosen_isAskedForFieldByField() throws Exception {
        assertThat(page(send("", "cheque", "12a")))
                .contains("id=\"participant-error\"", "id=\"channel-error\"", "id=\"account-error\"");
    }

    @Test
    void bankThatIsAway_isNamed() throws Exception {
        OUTSIDE.stubFor(WireMock.post("/banks/api/v1/account-verifications").willReturn(WireMock.serverError()));

        assertThat(page(send("bua", "bank-account", "1234567890"))).contains("id=\"participant-error\"");
    }

    private static void bankSays(String verification) {
        OUTSIDE.stubFor(WireMock.post("/banks/api/v1/account-verifications").willReturn(okJson(verification)));
    }

    private ResultActions send(String participant, String channel, String account) throws Exception {
        return perform(post("/payee")
                .with(csrf())
                .param("participant", participant)
                .param("channel", channel)
                .param("account", account));
    }

    private ResultActions perform(MockHttpServletRequestBuilder request) throws Exception {
        return mvc.perform(request.with(oidcLogin()
                .idToken(token -> token.claim("citizen_id", NONGNUCH))
                .authorities(AuthorityUtils.createAuthorityList("ROLE_citizen"))));
    }

    private static String page(ResultActions answer) throws Exception {
        return answer.andExpect(status().isOk()).andReturn().getResponse().getContentAsString();
    }
}
