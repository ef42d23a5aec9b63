package org.namjai.platform.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.jwt;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.oidcLogin;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.request;

import java.util.List;
import java.util.Set;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.namjai.platform.EngineSlice;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.server.PathContainer;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.RequestPostProcessor;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Every route with every role: who may enter does, everybody else is turned away. */
class RoutesTest extends EngineSlice {
    private static final String ID = "6f0b8b0e-3a43-4f0e-9f0c-0c9d2a3c1b11";
    private static final List<String> ROLES = List.of(
            "citizen",
            "merchant",
            "case-worker",
            "programme-officer",
            "approver",
            "operator",
            "auditor",
            "camunda-admin",
            "super-app",
            "participant",
            "platform",
            "bank-app");

    /** Calls with a token. */
    private static final List<Route> API = List.of(
            route("POST", "/api/v1/requests", "super-app"),
            route("GET", "/api/v1/requests/" + ID, "super-app"),
            route("POST", "/api/v1/requests/" + ID + "/appeal", "super-app"),
            route("PUT", "/api/v1/participants/nobody", "operator"),
            route("PUT", "/api/v1/participants/nobody/state", "operator"),
            route("GET", "/api/v1/participants", "operator", "auditor", "super-app"),
            route("POST", "/api/v1/programmes/none/proposals", "programme-officer"),
            route("POST", "/api/v1/programmes/none/migrations", "programme-officer"),
            route("POST", "/api/v1/proposals/" + ID + "/approval", "approver"),
            route("POST", "/api/v1/proposals/" + ID + "/refusal", "approver"),
            route("GET", "/api/v1/proposals/" + ID, "programme-officer", "approver", "operator", "auditor"),
            route(
                    "GET",
                    "/api/v1/programmes/digital-wallet/versions",
                    "programme-officer",
                    "approver",
                    "operator",
                    "auditor"),
            route(
                    "GET",
                    "/api/v1/programmes/digital-wallet/proposals",
                    "programme-officer",
                    "approver",
                    "operator",
                    "auditor"),
            route(
                    "GET",
                    "/api/v1/programmes/digital-wallet",
                    "super-app",
                    "operator",
                    "auditor",
                    "approver",
                    "programme-officer",
                    "participant"),
            route(
                    "GET",
                    "/api/v1/programmes",
                    "super-app",
                    "operator",
                    "auditor",
                    "approver",
                    "programme-officer",
                    "participant"),
            route("POST", "/api/v1/disbursements/" + ID + "/answer", "participant"),
            route("PUT", "/api/v1/disbursement-files/" + ID + "/status-reports/1", "participant"),
            route("PUT", "/api/v1/statements/1", "participant"),
            route("GET", "/api/v1/disbursements/incidents", "operator", "auditor"),
            route("POST", "/api/v1/disbursements/incidents/1/settlement", "operator"),
            route("POST", "/api/v1/payee-choices", "super-app"),
            route("POST", "/api/v1/payee-choices/look-up", "super-app"),
            route("POST", "/api/v1/payments", "participant"),
            route("POST", "/api/v1/payments/" + ID + "/reversal", "participant"),
            route("POST", "/api/v1/settlements", "operator"),
            route("GET", "/api/v1/programmes/none/spending-windows", "programme-officer", "operator", "auditor"),
            route("GET", "/api/v1/settlements", "operator", "auditor", "participant"),
            route("GET", "/api/v1/settlements/" + ID, "operator", "auditor", "participant"),
            route("PUT", "/api/v1/merchants/" + ID, "participant"),
            route("GET", "/api/v1/merchants/" + ID, "participant", "operator", "auditor"),
            route("PUT", "/api/v1/merchants/" + ID + "/state", "participant", "operator"),
            route("GET", "/api/v1/merchants/" + ID + "/changes", "participant", "operator", "auditor"),
            route("GET", "/api/v1/merchants/" + ID + "/qr", "participant"),
            route("GET", "/api/v1/merchants/" + ID + "/payments", "participant"),
            route("GET", "/api/v1/merchants/" + ID + "/payments/" + ID, "participant"),
            route("POST", "/api/v1/qr-readings", "participant"),
            route("POST", "/api/v1/payments/" + ID + "/dispute", "participant"),
            route("GET", "/api/v1/payment-cases", "operator", "auditor", "participant"),
            route("GET", "/api/v1/payment-cases/" + ID, "operator", "auditor", "participant"),
            route("GET", "/api/v1/ledger/incidents", "operator", "auditor"),
            route("POST", "/api/v1/privacy/destructions", "operator"),
            route("POST", "/api/v1/ledger/verification", "operator"),
            route("POST", "/api/v1/ledger/chains/digital-wallet/bua/resumption", "operator"),
            route("GET", "/api/v1/ledger/verification", "operator", "auditor"),
            route("POST", "/api/v1/ledger/receipts/verification", "operator", "auditor", "participant"),
            route("GET", "/api/v1/ledger/pages", "operator", "auditor", "participant"),
            route(
                    "GET",
                    "/api/v1/ledger/chains/digital-wallet/bua/transitions/1",
                    "operator",
                    "auditor",
                    "participant"),
            route("POST", "/api/v1/books/verification", "operator"),
            route("GET", "/api/v1/books/verification", "operator", "auditor"),
            route("GET", "/api/v1/operations/board", "operator", "auditor"),
            route("GET", "/api/v1/accounts", "operator", "auditor"),
            route("GET", "/api/v1/accounts/" + ID + "/statement", "operator", "auditor"),
            route("GET", "/engine-rest/task", "programme-officer", "camunda-admin"),
            route("POST", "/engine-rest/deployment/create", "programme-officer", "camunda-admin"),
            route("GET", "/api/v1/nothing"),
            route("DELETE", "/api/v1/requests/" + ID),
            route("POST", "/api/v1/accounts"),
            route("GET", "/api/v1/accounts/" + ID),
            route("GET", "/api/v2/requests"));

    /** People in a browser. */
    private static final List<Route> PAGES = List.of(
            route("GET", "/payee", "citizen"),
            route("POST", "/payee", "citizen"),
            route("GET", "/requests", "citizen"),
            route("GET", "/requests/" + ID, "citizen"),
            route("GET", "/requests/new", "citizen"),
            route("POST", "/requests/new", "citizen"),
            route("POST", "/requests/" + ID + "/appeal", "citizen"),
            route("GET", "/cases/" + ID, "case-worker"),
            route("GET", "/payment-cases/" + ID, "case-worker"),
            route("GET", "/programmes", "programme-officer", "approver", "operator", "auditor"),
            route("GET", "/programmes/digital-wallet", "programme-officer", "approver", "operator", "auditor"),
            route("GET", "/programmes/deployments/new", "programme-officer"),
            route("POST", "/programmes/deployments/new", "programme-officer"),
            route("POST", "/programmes/none/proposals", "programme-officer"),
            route("POST", "/programmes/none/migrations", "programme-officer"),
            route("POST", "/programmes/none/proposals/" + ID + "/approval", "approver"),
            route("POST", "/programmes/none/proposals/" + ID + "/refusal", "approver"),
            route("GET", "/operations", "operator", "auditor"),
            route("GET", "/operations/accounts", "operator", "auditor"),
            route("GET", "/operations/accounts/" + ID, "operator", "auditor"),
            route("GET", "/actuator/metrics", "operator"),
            route(
                    "GET",
                    "/camunda/app/tasklist/default/",
                    "case-worker",
                    "programme-officer",
                    "operator",
                    "camunda-admin"),
            route("POST", "/camunda/api/admin/setup/default/user/create"),
            route("POST", "/camunda/api/admin/auth/user/default/login/tasklist"),
            route("GET", "/camunda/app/admin/default/setup/"),
            route("GET", "/nothing"));

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping mapping;

    @Test
    void api_letsInOnlyItsRoles() throws Exception {
        var all = new SoftAssertions();
        for (Route route : API) {
            for (String role : ROLES) {
                int status = status(route, token(role));
                if (route.roles().contains(role))
                    all.assertThat(status).as(route + " " + role).isNotIn(401, 403);
                else all.assertThat(status).as(route + " " + role).isEqualTo(403);
            }
            all.assertThat(status(route, anybody()))
                    .as(route + " without a token")
                    .isEqualTo(401);
        }
        all.assertAll();
    }

    @Test
    void pages_letInOnlyTheirRoles() throws Exception {
        var all = new SoftAssertions();
        for (Route route : PAGES) {
            for (String role : ROLES) {
                int status = status(route, login(role));
                if (route.roles().contains(role))
                    all.assertThat(status).as(route + " " + role).isNotIn(401, 403);
                else all.assertThat(status).as(route + " " + role).isEqualTo(403);
            }
            MockHttpServletResponse stranger = response(route, anybody());
            all.assertThat(stranger.getStatus()).as(route + " without a login").isEqualTo(302);
            all.assertThat(stranger.getRedirectedUrl())
                    .as(route + " without a login")
                    .endsWith("/oauth2/authorization/keycloak");
        }
        all.assertAll();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/session-expired", "/signed-out", "/assets/namjai.css"})
    void publicPage_isForEverybody(String path) throws Exception {
        assertThat(status(route("GET", path), anybody())).isNotIn(302, 401, 403);
    }

    @ParameterizedTest
    @CsvSource({"POST,/requests/new,citizen", "POST,/logout,citizen"})
    void formWithoutItsToken_isNotTaken(String method, String path, String role) throws Exception {
        int status = mvc.perform(request(HttpMethod.valueOf(method), path).with(login(role)))
                .andReturn()
                .getResponse()
                .getStatus();
        assertThat(status).isIn(302, 403);
    }

    /** A new route must be entered above, or stand among the public ones. */
    @Test
    void everyRouteOfOurs_standsInTheTable() {
        Set<String> open = Set.of("/", "/session-expired", "/signed-out");
        mapping.getHandlerMethods().forEach((info, method) -> {
            if (!method.getBeanType().getName().startsWith("org.namjai")) return;
            if (open.containsAll(info.getPatternValues())) return;
            assertThat(java.util.stream.Stream.concat(API.stream(), PAGES.stream())
                            .anyMatch(route -> route.enters(info)))
                    .as(info.toString())
                    .isTrue();
        });
    }

    private int status(Route route, RequestPostProcessor caller) throws Exception {
        return response(route, caller).getStatus();
    }

    private MockHttpServletResponse response(Route route, RequestPostProcessor caller) throws Exception {
        MockHttpServletRequestBuilder call =
                request(HttpMethod.valueOf(route.method()), route.path()).with(caller);
        if (PAGES.contains(route)) call.with(csrf());
        else call.contentType(MediaType.APPLICATION_JSON).content("{}");
        return mvc.perform(call).andReturn().getResponse();
    }

    private static RequestPostProcessor token(String role) {
        return jwt().jwt(token -> token.claim("participant_id", BUA.value()).claim("azp", role))
                .authorities(AuthorityUtils.createAuthorityList("ROLE_" + role));
    }

    private static RequestPostProcessor login(String role) {
        return oidcLogin()
                .idToken(token -> token.claim("citizen_id", "1101700207030"))
                .authorities(AuthorityUtils.createAuthorityList("ROLE_" + role));
    }

    private static RequestPostProcessor anybody() {
        return request -> request;
    }

    private static Route route(String method, String path, String... roles) {
        return new Route(method, path, Set.of(roles));
    }

    private record Route(String method, String path, Set<String> roles) {
        boolean enters(RequestMappingInfo info) {
            boolean sameMethod = info.getMethodsCondition().getMethods().stream()
                    .anyMatch(allowed -> allowed.name().equals(method));
            return sameMethod
                    && info.getPathPatternsCondition() != null
                    && info.getPathPatternsCondition().getPatterns().stream()
                            .anyMatch(pattern -> pattern.matches(PathContainer.parsePath(path)));
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }
}
