package org.namjai.platform.request.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.oidcLogin;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.namjai.platform.MadeRegistries;
import org.namjai.platform.PagesSlice;
import org.namjai.platform.TestProgrammes;
import org.namjai.platform.participant.Participant;
import org.namjai.platform.participant.Participants;
import org.namjai.platform.programme.Programmes;
import org.namjai.platform.programme.Proposals;
import org.namjai.platform.registry.Question;
import org.namjai.platform.registry.Registry;
import org.namjai.platform.request.ApplicantMessages;
import org.namjai.platform.request.Decision;
import org.namjai.platform.request.Evidence;
import org.namjai.platform.request.RequestId;
import org.namjai.platform.request.Requests;
import org.namjai.platform.shared.ParticipantId;
import org.namjai.platform.shared.ProgrammeId;
import org.namjai.platform.shared.Reason;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.MessageSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

class RequestPagesTest extends PagesSlice {
    private static final ProgrammeId WALLET = new ProgrammeId("digital-wallet");

    @Autowired
    private Programmes programmes;

    @Autowired
    private Proposals proposals;

    @Autowired
    private Participants participants;

    @Autowired
    private Requests requests;

    @Autowired
    private ApplicantMessages messages;

    @Autowired
    private Evidence evidence;

    @Autowired
    private MessageSource words;

    @Autowired
    private JdbcClient jdbc;

    @BeforeEach
    void openProgrammeAndBank() {
        jdbc.sql("truncate request cascade").update();
        if (programmes.find(WALLET).isEmpty()) {
            TestProgrammes.draft(programmes, WALLET, "ดิจิทัลวอลเล็ต", "Digital Wallet", "1.0.0");
        }
        TestProgrammes.published(programmes, proposals, WALLET);
        participants.register(new Participant(
                new ParticipantId("bua"),
                "ธนาคารบัว",
                "Bua Bank",
                "O=Bua Bank, L=Bangkok, C=TH",
                URI.create("http://localhost:1"),
                "{}",
                Participant.State.LIVE));
    }

    @Test
    void form_showsFieldsInBothLanguagesWithTokenAndKey() throws Exception {
        String page = page(get("/requests/new").param("programme", "digital-wallet"));
        assertThat(page)
                .contains("หมายเลขโทรศัพท์มือถือ", "<span class=\"en\" lang=\"en\">Mobile phone number</span>")
                .contains("ธนาคารบัว (Bua Bank)")
                .containsPattern("name=\"_csrf\" value=\"[^\"]+\"")
                .containsPattern("name=\"key\" value=\"[0-9a-f-]{36}\"")
                .contains("<html lang=\"th\"")
                .doesNotContain(SOMCHAI);
    }

    @Test
    void form_ofUnknownOrDraftProgramme_isNotFound() throws Exception {
        TestProgrammes.draft(programmes, new ProgrammeId("draft"), "ร่าง", "Draft", "1");
        for (String programme : new String[] {"draft", "no-such", "../../etc", ""}) {
            mvc.perform(get("/requests/new").param("programme", programme).with(citizen(SOMCHAI)))
                    .andExpect(status().isNotFound());
        }
    }

    @Test
    void englishReader_seesEnglishAlone() throws Exception {
        String page =
                page(get("/requests/new").param("programme", "digital-wallet").param("language", "en"));
        assertThat(page).contains("<html lang=\"en\"", "Mobile phone number").doesNotContain("หมายเลขโทรศัพท์");
    }

    @Test
    void wrongAnswers_areNamedBesideTheirFieldsAndKept() throws Exception {
        String page = page(post("/requests/new")
                .with(csrf())
                .param("programme", "digital-wallet")
                .param("key", UUID.randomUUID().toString())
                .param("answers.phone", "\"><script>alert(1)</script>")
                .param("account", "12"));
        assertThat(page)
                .contains("id=\"answers.phone-error\"", "href=\"#answers.phone\"", "aria-invalid=\"true\"")
                .contains("กรุณาทำเครื่องหมายเพื่อยืนยัน", "Please tick the box to confirm")
                .contains("กรุณาเลือกธนาคารหรือกระเป๋าเงิน", "Please choose a bank or e-wallet")
                .contains("value=\"12\"")
                .doesNotContain("<script>alert");
        assertThat(jdbc.sql("select count(*) from request").query(Long.class).single())
                .isZero();
    }

    @Test
    void formWithoutToken_isRefused() throws Exception {
        mvc.perform(filled(UUID.randomUUID().toString()).with(citizen(SOMCHAI))).andExpect(status().isForbidden());
    }

    @Test
    void sameFormTwice_isOneRequest() throws Exception {
        String key = UUID.randomUUID().toString();
        String first = sent(key, SOMCHAI);
        assertThat(sent(key, SOMCHAI)).isEqualTo(first);
        assertThat(jdbc.sql("select count(*) from request").query(Long.class).single())
                .isEqualTo(1);
    }

    @Test
    void secondRequestForTheSameProgramme_isExplained() throws Exception {
        sent(UUID.randomUUID().toString(), SOMCHAI);
        assertThat(page(filled(UUID.randomUUID().toString()).with(csrf())))
                .contains("คุณมีคำขอของโครงการนี้ที่กำลังดำเนินการอยู่แล้ว", "You already have a request");
    }

    @Test
    void keyOfAnotherForm_isExplainedAndReplaced() throws Exception {
        String key = UUID.randomUUID().toString();
        sent(key, MALEE);
        assertThat(page(filled(key).with(csrf())))
                .contains("This form was sent before")
                .doesNotContain("value=\"" + key + "\"");
    }

    @Test
    void personWithoutCitizenId_isForbidden() throws Exception {
        mvc.perform(get("/requests").with(oidcLogin())).andExpect(status().isForbidden());
    }

    @Test
    void ownRequest_showsStepsAndBuddhistYear() throws Exception {
        String path = sent(UUID.randomUUID().toString(), SOMCHAI);
        assertThat(page(get(path)))
                .contains("data-refresh=\"3\"", "aria-current=\"step\"")
                .contains("รับคำขอแล้ว", "Received", "ธนาคารบัว")
                .containsPattern("25[67][0-9] เวลา [0-9]{2}:[0-9]{2} น\\.");
        assertThat(page(get("/requests"))).contains("href=\"" + path + "\"");
    }

    @Test
    void anothersRequest_isNotFoundAndNotListed() throws Exception {
        String path = sent(UUID.randomUUID().toString(), SOMCHAI);
        mvc.perform(get(path).with(citizen(MALEE))).andExpect(status().isNotFound());
        mvc.perform(get("/requests/" + UUID.randomUUID()).with(citizen(SOMCHAI)))
                .andExpect(status().isNotFound());
        mvc.perform(get("/requests").with(citizen(MALEE))).andExpect(content().string(not(containsString(path))));
    }

    @Test
    void rejectedRequest_tellsWhyInBothLanguagesAndWaitsNoLonger() throws Exception {
        String path = sent(UUID.randomUUID().toString(), SOMCHAI);
        requests.begin(id(path));
        requests.reject(
                id(path),
                new Decision("ineligible", 0, new Reason("income", "เงินได้เกินเกณฑ์", "Income above limit"), "dmn"));
        assertThat(page(get(path)))
                .contains("เงินได้เกินเกณฑ์", "Income above limit", "ไม่อนุมัติ", "class=\"refused\"")
                .doesNotContain("data-refresh");
    }

    @Test
    void paidRequest_showsAmountAndAllStepsDone() throws Exception {
        String path = sent(UUID.randomUUID().toString(), SOMCHAI);
        requests.begin(id(path));
        requests.approve(
                id(path), new Decision("eligible", 1_000_000, new Reason("ok", "ผ่านเกณฑ์", "All met"), "dmn"));
        requests.disbursing(id(path));
        assertThat(page(get(path))).contains("10,000 บาท", "กำลังส่งเงิน");
        requests.paid(List.of(id(path)));
        Matcher done = Pattern.compile("<li class=\"done\"").matcher(page(get(path)));
        assertThat(done.results().count()).isEqualTo(5);
    }

    @Test
    void messagesAndRegistriesThatWereAsked_areShownInBothLanguages_withoutWhatWasSaid() throws Exception {
        theOutsideIsWell();
        MadeRegistries.sayNothing(OUTSIDE, "deposits");
        String path = sent(UUID.randomUUID().toString(), SOMCHAI);
        assertThat(page(get(path))).doesNotContain("ข้อความถึงคุณ", "ทะเบียนที่ตรวจสอบ");

        messages.tell(id(path), "โปรดเตรียม <ทะเบียนบ้าน>", "Have your <house register> ready.");
        evidence.lookUp(id(path), new Question(Registry.REVENUE, Map.of("taxYear", 2023)));
        evidence.lookUp(id(path), new Question(Registry.DEPOSITS, Map.of("snapshotDate", "2024-03-31")));

        assertThat(page(get(path)))
                .contains("ข้อความถึงคุณ", "Messages to you", "ทะเบียนที่ตรวจสอบ", "Registries that were asked")
                .contains("โปรดเตรียม &lt;ทะเบียนบ้าน&gt;", "Have your &lt;house register&gt; ready.")
                .containsSubsequence(
                        "ข้อมูลเงินได้ กรมสรรพากร",
                        "Income, Revenue Department",
                        "มีข้อมูลครบ",
                        "ข้อมูลเงินฝาก",
                        "Bank deposits",
                        "ไม่มีข้อมูลที่ใช้ได้",
                        "no usable record")
                .doesNotContain("30000000", "300,000", "2024-03-31");
        mvc.perform(get(path).with(citizen(MALEE))).andExpect(status().isNotFound());
    }

    @ParameterizedTest
    @EnumSource(Registry.class)
    void everyRegistry_hasItsNameInBothLanguages(Registry registry) {
        String key = "registry." + registry.code();
        assertThat(words.getMessage(key, null, Locale.forLanguageTag("th")))
                .isNotEqualTo(words.getMessage(key, null, Locale.ENGLISH))
                .isNotEqualTo(key);
    }

    private MockHttpServletRequestBuilder filled(String key) {
        return post("/requests/new")
                .param("programme", "digital-wallet")
                .param("key", key)
                .param("answers.phone", "0812345678")
                .param("answers.declaration", "true")
                .param("participant", "bua")
                .param("account", "123-456-7890");
    }

    private String sent(String key, String citizenId) throws Exception {
        String location = mvc.perform(filled(key).with(citizen(citizenId)).with(csrf()))
                .andExpect(status().is3xxRedirection())
                .andReturn()
                .getResponse()
                .getRedirectedUrl();
        return Objects.requireNonNull(location);
    }

    private String page(MockHttpServletRequestBuilder request) throws Exception {
        return mvc.perform(request.with(citizen(SOMCHAI)))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString();
    }

    private static RequestId id(String path) {
        return new RequestId(UUID.fromString(path.substring(path.lastIndexOf('/') + 1)));
    }
}
