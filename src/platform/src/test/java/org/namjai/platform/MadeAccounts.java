package org.namjai.platform;

import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;

import com.github.tomakehurst.wiremock.WireMockServer;

/** What the banks say of the accounts that they are asked about. */
public final class MadeAccounts {
    public static final String BULK = "/banks/api/v1/account-verifications/bulk";

    private static final String ALL_WELL =
            """
            {"answers":[{{#each (jsonPath request.body '$.questions')}}{{#unless @first}},{{/unless}}
            {"exists":true,"open":true,"nameMatches":true} {{/each}}]}
            """;

    private MadeAccounts() {}

    /** Each is there, open and the person's own. */
    static void areWell(WireMockServer outside) {
        outside.stubFor(post(BULK).willReturn(okJson(ALL_WELL).withTransformers("response-template")));
    }
}
