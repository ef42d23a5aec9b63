package org.namjai.platform.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsString;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.zaxxer.hikari.HikariDataSource;
import java.security.GeneralSecurityException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.namjai.corda.contracts.MerkleTree;
import org.namjai.platform.TestDatabase;
import org.namjai.platform.ledger.Recording.Refused;
import org.namjai.platform.ledger.web.LedgerController;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.RequestPostProcessor;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;

class LedgerWebTest {
    private static final String PAGES = "/api/v1/ledger/pages?programme=digital-wallet&participant=bua";
    private static final String TRANSITION = "/api/v1/ledger/chains/digital-wallet/bua/transitions/";
    private static final String TRANSACTION = "AB".repeat(32);
    private static final PageVectors VECTORS = PageVectors.read();

    private HikariDataSource database;
    private JdbcClient jdbc;
    private Pages pages;
    private MockMvc web;

    @BeforeEach
    void onePageRecordedAndOneNot() throws GeneralSecurityException {
        database = TestDatabase.fresh();
        jdbc = JdbcClient.create(database);
        pages = new Pages(jdbc, new JdbcTemplate(database));
        var keys = Keys.of(VECTORS.dgaPrivateKeyset());
        pages.seal(page(1, 1, keys));
        pages.recorded(new PageId("digital-wallet", "bua", 1), TRANSACTION);
        pages.seal(page(2, 6, keys));
        var beans = new StaticListableBeanFactory();
        beans.addBean("keys", keys);
        var ledger = new Ledger(pages, beans.getBeanProvider(Keys.class));
        web = MockMvcBuilders.standaloneSetup(new LedgerController(ledger)).build();
    }

    @AfterEach
    void close() {
        database.close();
    }

    private static Page page(long number, long first, Keys keys) throws GeneralSecurityException {
        var id = new PageId("digital-wallet", "bua", number);
        var sealed = PageCipher.seal(
                id,
                PageVectors.transitions(first),
                keys.forDga(),
                Keys.forParticipant(VECTORS.participantPublicKeyset()));
        var root = MerkleTree.root(DgaNode.opaque(sealed.transitions())).getBytes();
        return new Page(id, first, new PageTotals(1_000_000, 1_000_000, 12_300, 0, 0, 0), root, sealed);
    }

    @Test
    void auditorAndTheParticipantItself_seeThePages() throws Exception {
        for (var who : List.of(staff("auditor"), staff("operator"), participant("bua"))) {
            web.perform(get(PAGES).with(who))
                    .andExpect(status().isOk())
                    .andExpect(jsonPath("$.length()").value(2))
                    .andExpect(jsonPath("$[0].transactionId").value(TRANSACTION))
                    .andExpect(jsonPath("$[0].totals.spent").value(12_300))
                    .andExpect(jsonPath("$[1].state").value("sealed"));
        }
    }

    @Test
    void everybodyElse_isRefused() throws Exception {
        for (var who : List.of(staff("citizen"), staff("participant"), participant("khaohom"))) {
            for (var path : List.of(PAGES, TRANSITION + 1, "/api/v1/ledger/incidents")) {
                assertThatThrownBy(() -> web.perform(get(path).with(who)))
                        .rootCause()
                        .isInstanceOf(org.springframework.security.access.AccessDeniedException.class);
            }
        }
    }

    @Test
    void receipt_isForRecordedTransitionsOnly() throws Exception {
        web.perform(get(TRANSITION + 5).with(participant("bua")))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.page").value(1))
                .andExpect(jsonPath("$.index").value(4))
                .andExpect(jsonPath("$.transition.kind").value("purchase"))
                .andExpect(jsonPath("$.transactionId").value(TRANSACTION));
        web.perform(get(TRANSITION + 6).with(participant("bua"))).andExpect(status().isNotFound());
        web.perform(get(TRANSITION + 99).with(participant("bua"))).andExpect(status().isNotFound());
    }

    @Test
    void incident_isShownToOperators() throws Exception {
        pages.stop(
                new PageId("digital-wallet", "bua", 2),
                new Refused(Refused.Kind.PAGE_REFUSED, "this bank made no such credit", 8L));

        assertThat(pages.isStopped("digital-wallet", "bua")).isTrue();
        web.perform(get("/api/v1/ledger/incidents").with(staff("operator")))
                .andExpect(jsonPath("$[0].reason").value(containsString("no such credit")))
                .andExpect(jsonPath("$[0].transition").value(8));
    }

    @Test
    void pageOnceSealed_isNeverChanged() {
        for (var statement : List.of(
                "update ledger_page set spent_satang = 0 where number = 2",
                "update ledger_page set transaction_id = repeat('CD', 32) where number = 1",
                "update ledger_page set state = 'sealed', transaction_id = null, recorded_at = null where number = 1",
                "delete from ledger_page",
                "update ledger_transition set encrypted = '\\x00'",
                "delete from ledger_transition")) {
            assertThatThrownBy(() -> jdbc.sql(statement).update())
                    .as(statement)
                    .isInstanceOf(DataAccessException.class)
                    .hasMessageContaining("never changed or deleted");
        }
    }

    @Test
    void thirdPageWhileTheSecondIsUnderWay_cannotBeSealed() {
        assertThatThrownBy(() -> pages.seal(page(3, 11, Keys.of(VECTORS.dgaPrivateKeyset()))))
                .hasMessageContaining("ledger_page_one_sealed");
    }

    private static RequestPostProcessor staff(String role) {
        return as(new TestingAuthenticationToken("someone", "", "ROLE_" + role));
    }

    private static RequestPostProcessor participant(String id) {
        var token = Jwt.withTokenValue("token")
                .header("alg", "none")
                .claim("participant_id", id)
                .build();
        return as(new JwtAuthenticationToken(token, AuthorityUtils.createAuthorityList("ROLE_participant")));
    }

    private static RequestPostProcessor as(Authentication who) {
        return request -> {
            request.setUserPrincipal(who);
            return request;
        };
    }
}
