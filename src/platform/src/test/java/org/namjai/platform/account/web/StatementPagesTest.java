package org.namjai.platform.account.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.namjai.platform.PagesSlice;
import org.namjai.platform.account.AccountKind;
import org.namjai.platform.account.AccountRef;
import org.namjai.platform.account.Books;
import org.namjai.platform.account.TransferKind;
import org.namjai.platform.account.TransferOrder;
import org.namjai.platform.shared.ParticipantId;
import org.namjai.platform.shared.ProgrammeId;
import org.namjai.platform.shared.Pseudonym;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.MessageSource;
import org.springframework.mock.web.MockHttpServletResponse;

class StatementPagesTest extends PagesSlice {
    private static final ParticipantId BANK = new ParticipantId("lotus");
    private static final int PEOPLE = 60;
    private static final Pattern ROW = Pattern.compile("<th scope=\"row\">([0-9,]+)<small>");
    private static final Pattern ACCOUNT =
            Pattern.compile("<th scope=\"row\"><a href=\"/operations/accounts/([0-9a-f-]+)");

    @Autowired
    private Books books;

    @Autowired
    private MessageSource messages;

    private final ProgrammeId programme =
            new ProgrammeId("pages-" + UUID.randomUUID().toString().substring(0, 8));
    private final AccountRef budget = AccountRef.budget(programme);

    @BeforeEach
    void sixtyPeopleWerePromisedMoney() {
        books.open(AccountRef.appropriation(programme));
        books.open(budget);
        List<TransferOrder> orders = new ArrayList<>(List.of(TransferOrder.of(
                programme + "/a", TransferKind.APPROPRIATE, AccountRef.appropriation(programme), budget, 100_000_000)));
        for (int i = 0; i < PEOPLE; i++) {
            books.open(AccountRef.entitlement(programme, person(i)));
            orders.add(TransferOrder.of(
                            programme + "/" + i,
                            TransferKind.COMMIT,
                            budget,
                            AccountRef.entitlement(programme, person(i)),
                            1_000_050)
                    .at(BANK)
                    .about(person(i)));
        }
        books.post(orders).orThrow();
    }

    private static Pseudonym person(int number) {
        return new Pseudonym("%32s"
                .formatted(Integer.toString(number, 6))
                .replace(' ', 'a')
                .replace('0', 'b')
                .replace('1', 'c'));
    }

    @Test
    void statement_showsLinesBalancesAndAChart_inThaiFirst() throws Exception {
        String page = page("/operations/accounts/" + budget.id());

        assertThat(page)
                .contains(
                        "รายการเดินบัญชี <span class=\"en\" lang=\"en\">Account statement</span>",
                        "งบโครงการ <span class=\"en\" lang=\"en\">Programme&apos;s budget</span>",
                        "ผูกพัน <span class=\"en\" lang=\"en\">Commitment</span>",
                        "<span class=\"hidden\">ออก</span> -10,000.50</span>",
                        "399,970 บาท",
                        " 25", // the Buddhist era's century
                        "<svg viewBox=\"0 -6 1000 212\" preserveAspectRatio=\"none\" aria-hidden=\"true\"><path d=\"M0 0 H38 V8 H77",
                        "V200 H1000\"")
                .doesNotContain("??", "rel=\"prev\"");
        assertThat(rows(page)).hasSize(25).startsWith("61").endsWith("37");
    }

    @Test
    void statement_isPagedThereAndBack() throws Exception {
        String first = page("/operations/accounts/" + budget.id());
        String second = page(link(first, "next"));
        String third = page(link(second, "next"));

        assertThat(rows(second)).hasSize(25).startsWith("36").endsWith("12");
        assertThat(rows(third)).hasSize(11).startsWith("11").endsWith("1");
        assertThat(third)
                .doesNotContain("rel=\"next\"")
                .contains("<span class=\"hidden\">เข้า</span> +1,000,000</span>", "เงินที่รัฐจัดสรร");
        assertThat(rows(page(link(third, "prev")))).isEqualTo(rows(second));
        assertThat(rows(page(link(second, "prev")))).isEqualTo(rows(first));
    }

    @Test
    void english_isAlone_andKeepsThePlace() throws Exception {
        String second = page(link(page("/operations/accounts/" + budget.id()), "next"));
        Matcher language =
                Pattern.compile("class=\"language\" href=\"([^\"]+)\"").matcher(second);
        assertThat(language.find()).isTrue();
        String query = language.group(1).replace("&amp;", "&");
        assertThat(query).isEqualTo("?language=en&before=37");

        String english = page("/operations/accounts/" + budget.id() + query);

        assertThat(english).contains("<html lang=\"en\"", "Account statement</h1>", "(B.E. 25");
        assertThat(rows(english)).isEqualTo(rows(second));
    }

    @Test
    void accounts_areListedThereAndBack() throws Exception {
        String first = page("/operations/accounts?programme=" + programme + "&kind=entitlement&participant=");
        String second = page(link(first, "next"));
        String third = page(link(second, "next"));

        assertThat(first)
                .contains("สิทธิของบุคคล", "10,000.50", person(0).value().substring(0, 20), "value=\"lotus\"");
        assertThat(List.of(
                        accounts(first).size(),
                        accounts(second).size(),
                        accounts(third).size()))
                .containsExactly(25, 25, 10);
        assertThat(accounts(first)).isSorted().doesNotContainAnyElementsOf(accounts(second));
        assertThat(third).doesNotContain("rel=\"next\"");
        assertThat(accounts(page(link(third, "prev")))).isEqualTo(accounts(second));
        String firstAgain = page(link(second, "prev"));
        assertThat(accounts(firstAgain)).isEqualTo(accounts(first));
        assertThat(firstAgain).doesNotContain("rel=\"prev\"");
        assertThat(page("/operations/accounts/" + accounts(first).get(0))).contains("+10,000.50");
    }

    @Test
    void firstVisit_showsABudget() throws Exception {
        assertThat(page("/operations/accounts"))
                .contains("งบโครงการ", "<option value=\"budget\" selected=\"selected\">");
        assertThat(page("/operations")).contains("href=\"/operations/accounts\"");
    }

    @Test
    void searchThatFindsNothing_saysSo() throws Exception {
        assertThat(page("/operations/accounts?programme=" + programme + "&kind=merchant"))
                .contains("ไม่มีบัญชีที่ตรงกับที่เลือก");
        assertThat(page("/operations/accounts?programme=none-such&kind=merchant"))
                .contains("ไม่มีบัญชีที่ตรงกับที่เลือก");
    }

    @Test
    void accountWithoutEntries_saysSo() throws Exception {
        AccountRef idle = AccountRef.clearing(programme, BANK);
        books.open(idle);

        assertThat(page("/operations/accounts/" + idle.id()))
                .contains("ไม่มีรายการ")
                .doesNotContain("<svg viewBox=\"0 -6");
        assertThat(page("/operations/accounts/" + budget.id() + "?before=1"))
                .contains("ไม่มีรายการ", "rel=\"prev\" href=\"/operations/accounts/" + budget.id() + "\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/operations/accounts?programme=FLOOD",
                "/operations/accounts?programme=flood&kind=purse",
                "/operations/accounts?programme=flood&after=1",
                "/operations/accounts?programme=flood&before=1",
                "/operations/accounts/1234",
                "/operations/accounts/6f0b8b0e-3a43-4f0e-9f0c-0c9d2a3c1b11?before=-1"
            })
    void badAddress_isABadRequest(String address) throws Exception {
        assertThat(answer(address).getStatus()).isEqualTo(400);
    }

    @Test
    void unknownAccount_isNotFound() throws Exception {
        assertThat(answer("/operations/accounts/" + UUID.randomUUID()).getStatus())
                .isEqualTo(404);
    }

    @Test
    void everyKind_hasWords() {
        for (AccountKind kind : AccountKind.values()) {
            assertThat(messages.getMessage("account.kind." + kind.code(), null, Locale.ENGLISH))
                    .isNotBlank();
        }
        for (TransferKind kind : TransferKind.values()) {
            assertThat(messages.getMessage("transfer.kind." + kind.code(), null, Locale.ENGLISH))
                    .isNotBlank();
        }
    }

    private String page(String address) throws Exception {
        MockHttpServletResponse answer = answer(address);
        assertThat(answer.getStatus()).as(address).isEqualTo(200);
        return answer.getContentAsString(StandardCharsets.UTF_8);
    }

    private MockHttpServletResponse answer(String address) throws Exception {
        return mvc.perform(get(address).with(staff("auditor"))).andReturn().getResponse();
    }

    private static String link(String page, String rel) {
        Matcher link = Pattern.compile("rel=\"" + rel + "\" href=\"([^\"]+)\"").matcher(page);
        assertThat(link.find()).as("a link " + rel).isTrue();
        return link.group(1).replace("&amp;", "&");
    }

    private static List<String> rows(String page) {
        return groups(ROW, page);
    }

    private static List<String> accounts(String page) {
        return groups(ACCOUNT, page);
    }

    private static List<String> groups(Pattern pattern, String page) {
        return pattern.matcher(page).results().map(found -> found.group(1)).toList();
    }
}
