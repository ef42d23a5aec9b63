package org.namjai.platform.account.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.namjai.platform.DomainSlice;
import org.namjai.platform.account.AccountRef;
import org.namjai.platform.account.TransferKind;
import org.namjai.platform.account.TransferOrder;
import org.namjai.platform.shared.ProgrammeId;
import org.namjai.platform.shared.Pseudonym;
import org.springframework.beans.factory.annotation.Autowired;

class StatementApiTest extends DomainSlice {
    private static final String ACCOUNTS = "/api/v1/accounts";
    private static final Pseudonym PERSON = new Pseudonym("k".repeat(32));

    @Autowired
    private ObjectMapper json;

    private final ProgrammeId programme =
            new ProgrammeId("books-" + UUID.randomUUID().toString().substring(0, 8));
    private final UUID shop = UUID.randomUUID();
    private final AccountRef budget = AccountRef.budget(programme);
    private final AccountRef entitlement = AccountRef.entitlement(programme, PERSON);
    private final AccountRef clearing = AccountRef.clearing(programme, BUA);
    private final AccountRef wallet = AccountRef.wallet(programme, BUA, PERSON);
    private final AccountRef merchant = AccountRef.merchant(programme, shop);

    @BeforeEach
    void aPersonWasPaidAndBoughtSomething() {
        for (AccountRef account : List.of(
                AccountRef.appropriation(programme),
                budget,
                entitlement,
                clearing,
                wallet,
                AccountRef.wallet(programme, KHAOHOM, PERSON),
                merchant)) {
            books.open(account);
        }
        books.post(List.of(
                        TransferOrder.of(
                                programme + "/a",
                                TransferKind.APPROPRIATE,
                                AccountRef.appropriation(programme),
                                budget,
                                5_000),
                        order("c", TransferKind.COMMIT, budget, entitlement, 1_000),
                        order("d", TransferKind.DISBURSE, entitlement, clearing, 1_000),
                        order("f", TransferKind.CONFIRM, clearing, wallet, 1_000)
                                .following(programme + "/d"),
                        order("p", TransferKind.PURCHASE, wallet, merchant, 250).with(shop)))
                .orThrow();
    }

    private TransferOrder order(String key, TransferKind kind, AccountRef debit, AccountRef credit, long satang) {
        return TransferOrder.of(programme + "/" + key, kind, debit, credit, satang)
                .at(BUA)
                .about(PERSON)
                .because(new UUID(7, key.hashCode()));
    }

    @Test
    void statement_tellsEveryLine() throws Exception {
        mvc.perform(get(statementOf(wallet)).with(role("auditor")))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.account.id").value(wallet.id().toString()))
                .andExpect(jsonPath("$.account.programme").value(programme.value()))
                .andExpect(jsonPath("$.account.kind").value("wallet"))
                .andExpect(jsonPath("$.account.participant").value("bua"))
                .andExpect(jsonPath("$.account.person").value(PERSON.value()))
                .andExpect(jsonPath("$.account.currency").value("THB"))
                .andExpect(jsonPath("$.account.balanceSatang").value(750))
                .andExpect(jsonPath("$.account.entries").value(2))
                .andExpect(jsonPath("$.openingSatang").value(0))
                .andExpect(jsonPath("$.closingSatang").value(750))
                .andExpect(jsonPath("$.next").isEmpty())
                .andExpect(jsonPath("$.lines", hasSize(2)))
                .andExpect(jsonPath("$.lines[0].entry").value(2))
                .andExpect(jsonPath("$.lines[0].kind").value("purchase"))
                .andExpect(jsonPath("$.lines[0].amountSatang").value(-250))
                .andExpect(jsonPath("$.lines[0].balanceSatang").value(750))
                .andExpect(jsonPath("$.lines[0].other.id").value(merchant.id().toString()))
                .andExpect(jsonPath("$.lines[0].other.kind").value("merchant"))
                .andExpect(jsonPath("$.lines[0].counterparty").value(shop.toString()))
                .andExpect(jsonPath("$.lines[0].person").value(PERSON.value()))
                .andExpect(jsonPath("$.lines[0].cause").value(new UUID(7, "p".hashCode()).toString()))
                .andExpect(jsonPath("$.lines[0].key").value(programme + "/p"))
                .andExpect(jsonPath("$.lines[0].participant").value("bua"))
                .andExpect(jsonPath("$.lines[0].number").value(4))
                .andExpect(jsonPath("$.lines[0].at", containsString("T")))
                .andExpect(jsonPath("$.lines[1].amountSatang").value(1_000))
                .andExpect(jsonPath("$.lines[1].other.kind").value("clearing"));
    }

    @Test
    void pages_followEachOtherToTheEnd_whileTransfersArrive() throws Exception {
        for (int i = 0; i < 8; i++) {
            books.post(List.of(order("more" + i, TransferKind.COMMIT, budget, entitlement, 10)))
                    .orThrow();
        }
        List<Long> entries = new ArrayList<>();
        String address = statementOf(budget) + "?limit=3";
        JsonNode page = read(address);
        long newest = page.path("lines").get(0).path("entry").asLong();
        while (true) {
            page.path("lines").forEach(line -> entries.add(line.path("entry").asLong()));
            books.post(List.of(order("late" + entries.size(), TransferKind.COMMIT, budget, entitlement, 10)))
                    .orThrow();
            if (page.path("next").isNull()) {
                break;
            }
            JsonNode older = read(address + "&before=" + page.path("next").asLong());
            assertThat(older.path("closingSatang")).isEqualTo(page.path("openingSatang"));
            page = older;
        }
        assertThat(newest).isEqualTo(10);
        assertThat(entries).containsExactly(10L, 9L, 8L, 7L, 6L, 5L, 4L, 3L, 2L, 1L);
        assertThat(page.path("openingSatang").asLong()).isZero();
    }

    /** Account and lines come from one moment, however busy it is. */
    @Test
    void newestLine_alwaysHasTheAccountsBalance() throws Exception {
        var payer = new Thread(() -> {
            for (int i = 0; i < 200; i++) {
                books.post(List.of(order("busy" + i, TransferKind.COMMIT, budget, entitlement, 1)))
                        .orThrow();
            }
        });
        payer.start();
        do {
            JsonNode page = read(statementOf(budget) + "?limit=1");
            assertThat(page.path("closingSatang")).isEqualTo(page.at("/account/balanceSatang"));
            assertThat(page.at("/lines/0/entry")).isEqualTo(page.at("/account/entries"));
        } while (payer.isAlive());
        payer.join();
    }

    @Test
    void search_findsAccountsPageByPage() throws Exception {
        String wallets = ACCOUNTS + "?programme=" + programme + "&kind=wallet";
        JsonNode first = read(wallets + "&limit=1");
        assertThat(first.path("accounts")).hasSize(1);
        JsonNode second = read(wallets + "&limit=1&after=" + first.path("next").asText());
        assertThat(second.path("accounts")).hasSize(1);
        assertThat(second.path("next").isNull()).isTrue();
        assertThat(List.of(
                        first.at("/accounts/0/id").asText(),
                        second.at("/accounts/0/id").asText()))
                .containsExactlyInAnyOrder(
                        wallet.id().toString(),
                        AccountRef.wallet(programme, KHAOHOM, PERSON).id().toString());

        mvc.perform(get(wallets + "&participant=bua").with(role("operator")))
                .andExpect(jsonPath("$.accounts", hasSize(1)))
                .andExpect(jsonPath("$.accounts[0].balanceSatang").value(750))
                .andExpect(jsonPath("$.next").isEmpty());
        mvc.perform(get(ACCOUNTS + "?programme=nobody-knows-it&kind=wallet").with(role("operator")))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.accounts", hasSize(0)));
    }

    @Test
    void merchantsAccount_namesNoHolder() throws Exception {
        mvc.perform(get(ACCOUNTS + "?programme=" + programme + "&kind=merchant").with(role("auditor")))
                .andExpect(jsonPath("$.accounts[0].person").isEmpty())
                .andExpect(content().string(not(containsString(shop.toString()))));
    }

    @Test
    void unknownAccount_isNotFound() throws Exception {
        mvc.perform(get(ACCOUNTS + "/" + UUID.randomUUID() + "/statement").with(role("auditor")))
                .andExpect(status().isNotFound())
                .andExpect(content().contentTypeCompatibleWith("application/problem+json"))
                .andExpect(jsonPath("$.errors[0].field").value("id"))
                .andExpect(jsonPath("$.errors[0].th").value("ไม่มีบัญชีนี้"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/api/v1/accounts?kind=wallet | programme | is required",
                "/api/v1/accounts?programme=flood | kind | is required",
                "/api/v1/accounts?programme=FLOOD&kind=wallet | programme | must be a programme's id",
                "/api/v1/accounts?programme=&kind=wallet | programme | must be a programme's id",
                "/api/v1/accounts?programme=a%00&kind=wallet | programme | must be a programme's id",
                "/api/v1/accounts?programme=flood&kind=purse | kind | must be one of: appropriation, budget",
                "/api/v1/accounts?programme=flood&kind=WALLET | kind | must be one of",
                "/api/v1/accounts?programme=flood&kind=wallet&participant=1 | participant | must be a participant's id",
                "/api/v1/accounts?programme=flood&kind=wallet&after=1-1-1-1-1 | after | must be an account's id",
                "/api/v1/accounts?programme=flood&kind=wallet&after= | after | must be an account's id",
                "/api/v1/accounts?programme=flood&kind=wallet&limit=0 | limit | must be a whole number from 1 to 200",
                "/api/v1/accounts?programme=flood&kind=wallet&limit=201 | limit | must be a whole number from 1 to 200",
                "/api/v1/accounts?programme=flood&kind=wallet&limit=99999999999 | limit | must be a whole number",
                "/api/v1/accounts?programme=flood&kind=wallet&limit=1&limit=2 | limit | must be a whole number",
                "/api/v1/accounts/1234/statement | id | must be an account's id",
                "/api/v1/accounts/6f0b8b0e-3a43-4f0e-9f0c-0c9d2a3c1b11/statement?before=0 | before | must be an entry",
                "/api/v1/accounts/6f0b8b0e-3a43-4f0e-9f0c-0c9d2a3c1b11/statement?before=-1 | before | must be an entry",
                "/api/v1/accounts/6f0b8b0e-3a43-4f0e-9f0c-0c9d2a3c1b11/statement?before=9223372036854775808 | before | must be an entry",
                "/api/v1/accounts/6f0b8b0e-3a43-4f0e-9f0c-0c9d2a3c1b11/statement?before=ten | before | must be an entry",
                "/api/v1/accounts/6f0b8b0e-3a43-4f0e-9f0c-0c9d2a3c1b11/statement?limit=1.5 | limit | must be a whole number",
                "/api/v1/accounts/6f0b8b0e-3a43-4f0e-9f0c-0c9d2a3c1b11/statement?limit= | limit | must be a whole number"
            })
    void badParameter_isNamedWithItsRuleInBothLanguages(String address, String field, String rule) throws Exception {
        mvc.perform(get(URI.create(address)).with(role("auditor")))
                .andExpect(status().isBadRequest())
                .andExpect(content().contentTypeCompatibleWith("application/problem+json"))
                .andExpect(jsonPath("$.errors", hasSize(1)))
                .andExpect(jsonPath("$.errors[0].field").value(field))
                .andExpect(jsonPath("$.errors[0].en", containsString(rule)))
                .andExpect(jsonPath("$.errors[0].th", containsString("ต้อง")));
    }

    @Test
    void everyBadParameter_isReportedAtOnce() throws Exception {
        mvc.perform(get(ACCOUNTS + "?kind=x&participant=-&after=y&limit=z").with(role("auditor")))
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.errors", hasSize(5)))
                .andExpect(jsonPath("$.errors[*].th", everyItem(containsString("ต้อง"))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "citizen",
                "merchant",
                "case-worker",
                "programme-officer",
                "approver",
                "camunda-admin",
                "super-app",
                "participant",
                "platform",
                "bank-app"
            })
    void everybodyElse_isRefused(String role) throws Exception {
        for (String address : List.of(
                ACCOUNTS + "?programme=flood&kind=budget",
                statementOf(budget),
                "/operations/accounts",
                "/operations/accounts/" + budget.id())) {
            mvc.perform(get(address).with(role(role))).andExpect(status().isForbidden());
        }
    }

    private JsonNode read(String address) throws Exception {
        return json.readTree(mvc.perform(get(address).with(role("auditor")))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString());
    }

    private static String statementOf(AccountRef account) {
        return ACCOUNTS + "/" + account.id() + "/statement";
    }
}
