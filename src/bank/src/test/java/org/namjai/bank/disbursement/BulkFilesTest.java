package org.namjai.bank.disbursement;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.put;
import static com.github.tomakehurst.wiremock.client.WireMock.putRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.serverError;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.namjai.bank.BankSlice.NEIGHBOUR;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.jwt;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.request;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import com.prowidesoftware.swift.model.mx.MxCamt05300108;
import com.prowidesoftware.swift.model.mx.MxPain00200110;
import com.prowidesoftware.swift.model.mx.dic.PaymentTransaction105;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.namjai.bank.BankSlice;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.autoconfigure.web.servlet.AutoConfigureMockMvc;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;

/** Bulk instructions as a platform sends them, and what a bank that misbehaves on purpose does with them. */
@SpringBootTest(properties = {"namjai.bank.faults-allowed=true", "namjai.bank.statement-every=1s"})
@AutoConfigureMockMvc
class BulkFilesTest {
    private static final long GRANT = 1_000_000;
    private static final String REPORTS = "/api/v1/disbursement-files/.*/status-reports/.*";
    private static final String STATEMENTS = "/api/v1/statements/.*";

    @Autowired
    private MockMvc mvc;

    @Autowired
    private JdbcClient jdbc;

    @DynamicPropertySource
    static void properties(DynamicPropertyRegistry registry) {
        BankSlice.properties(registry);
    }

    /** Somebody with an account here. */
    private record Person(String citizen, String account, String payeeRef) {
        static Person make() {
            long random = ThreadLocalRandom.current().nextLong(100_000_000_000L);
            return new Person("1%012d".formatted(random), "8%011d".formatted(random), "p%031d".formatted(random));
        }
    }

    private record Payment(UUID id, long satang, String proxy, String account, Person to) {
        static Payment to(Person person) {
            return new Payment(UUID.randomUUID(), GRANT, "", person.account(), person);
        }

        Payment by(String kind, String value) {
            return new Payment(id, satang, kind, value, to);
        }

        Payment of(long otherSatang) {
            return new Payment(id, otherSatang, proxy, account, to);
        }
    }

    @BeforeEach
    void platformListens() throws Exception {
        NEIGHBOUR.resetAll();
        BankSlice.logins();
        NEIGHBOUR.stubFor(put(urlPathMatching(REPORTS)).willReturn(aResponse().withStatus(204)));
        NEIGHBOUR.stubFor(
                put(urlPathMatching(STATEMENTS)).willReturn(aResponse().withStatus(204)));
    }

    @AfterEach
    void behave() throws Exception {
        faults(0);
    }

    @Test
    void fileSentTenTimesAtOnce_isCreditedOnceAndAnsweredOnce() throws Exception {
        List<Payment> payments = payments(customers(20));
        String id = messageId();
        String xml = pain001(id, "WALLET", payments);
        var threads = Executors.newFixedThreadPool(10);
        List<Callable<Integer>> calls = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            calls.add(() -> send(id, xml).andReturn().getResponse().getStatus());
        }
        for (Future<Integer> answer : threads.invokeAll(calls))
            assertThat(answer.get()).isEqualTo(202);
        threads.shutdown();
        for (Payment payment : payments) assertThat(credited(payment)).isEqualTo(GRANT);
        await(() -> reports(id).size() == 1);
        assertThat(answers(id)).hasSize(20).allSatisfy((payment, answer) -> assertThat(answer.getTxSts())
                .isEqualTo("ACCC"));
    }

    @Test
    void otherContentUnderTheSameMessageId_isAConflictAndChangesNothing() throws Exception {
        List<Payment> payments = payments(customers(2));
        String id = messageId();
        send(id, pain001(id, "WALLET", payments)).andExpect(status().isAccepted());
        send(id, pain001(id, "WALLET", payments.subList(0, 1)))
                .andExpect(status().isConflict())
                .andExpect(jsonPath("$.errors[0].field").value("GrpHdr.MsgId"));
        assertThat(credited(payments.get(0))).isEqualTo(GRANT);
    }

    @Test
    void paymentInASecondFile_isAnsweredAgainButNotCreditedAgain_andNeverWithAnotherAmount() throws Exception {
        List<Payment> payments = payments(customers(2));
        String first = messageId();
        String second = messageId();
        String third = messageId();
        send(first, pain001(first, "WALLET", payments.subList(0, 1))).andExpect(status().isAccepted());
        send(second, pain001(second, "WALLET", payments)).andExpect(status().isAccepted());
        send(third, pain001(third, "WALLET", List.of(payments.get(0).of(GRANT + 1))))
                .andExpect(status().isConflict());
        for (Payment payment : payments) assertThat(credited(payment)).isEqualTo(GRANT);
        await(() -> reports(second).size() == 1);
        assertThat(answers(second)).hasSize(2);
    }

    @Test
    void paymentGivenAloneAndInAFile_isOne() throws Exception {
        Payment payment = payments(customers(1)).get(0);
        String json = ("{\"programme\":\"digital-wallet\",\"kind\":\"wallet\",\"payee\":{\"citizenId\":\"%s\","
                        + "\"account\":\"%s\",\"payeeRef\":\"%s\"},\"amountSatang\":%d,\"currency\":\"THB\"}")
                .formatted(
                        payment.to().citizen(), payment.account(), payment.to().payeeRef(), GRANT);
        call("platform", HttpMethod.PUT, "/api/v1/disbursements/" + payment.id(), json)
                .andExpect(status().isAccepted());
        String id = messageId();
        send(id, pain001(id, "WALLET", List.of(payment))).andExpect(status().isAccepted());
        assertThat(credited(payment)).isEqualTo(GRANT);
    }

    @Test
    void singlePaymentByProxy_isCredited_andADeceasedPersonsAccountIsNotOpen() throws Exception {
        NEIGHBOUR.stubFor(post(urlPathMatching("/api/v1/disbursements/.*"))
                .willReturn(aResponse().withStatus(204)));
        Person linked = Person.make();
        Person deceased = Person.make();
        customer(linked, ",\"nationalIdLinked\":true");
        customer(deceased, ",\"nationalIdLinked\":true,\"state\":\"deceased\"");
        for (Person person : List.of(linked, deceased)) {
            UUID id = UUID.randomUUID();
            call(
                            "platform",
                            HttpMethod.PUT,
                            "/api/v1/disbursements/" + id,
                            ("{\"programme\":\"digital-wallet\",\"kind\":\"cash\",\"channel\":\"promptpay-national-id\","
                                            + "\"payee\":{\"citizenId\":\"%s\",\"account\":\"\",\"payeeRef\":\"%s\"},"
                                            + "\"amountSatang\":%d,\"currency\":\"THB\"}")
                                    .formatted(person.citizen(), person.payeeRef(), GRANT))
                    .andExpect(status().isAccepted());
            String said = person == linked ? "credited" : "refused\",\"walletId\":null,\"reasonCode\":\"not-open";
            await(() -> !NEIGHBOUR
                    .findAll(postRequestedFor(urlPathMatching("/api/v1/disbursements/" + id + "/answer"))
                            .withRequestBody(containing(said)))
                    .isEmpty());
        }
    }

    @Test
    void everyChannelAndEveryReason_isAnsweredWithItsCode() throws Exception {
        List<Person> people = customers(3);
        Person linked = Person.make();
        Person closed = Person.make();
        Person deceased = Person.make();
        customer(
                linked,
                ",\"nationalIdLinked\":true,\"mobile\":\"08" + linked.account().substring(4) + "\",\"eWalletId\":\"004"
                        + linked.account() + "\"");
        customer(closed, ",\"state\":\"closed\"");
        customer(deceased, ",\"state\":\"deceased\"");
        Payment byNumber = Payment.to(linked);
        List<Payment> payments = List.of(
                byNumber,
                Payment.to(linked).by("NATID", linked.citizen()),
                Payment.to(linked).by("MSISDN", "00668" + linked.account().substring(4)),
                Payment.to(linked).by("EWALLETID", "004" + linked.account()),
                Payment.to(people.get(0)).by("NATID", people.get(0).citizen()),
                Payment.to(Person.make()),
                Payment.to(closed),
                Payment.to(deceased),
                new Payment(UUID.randomUUID(), GRANT, "", people.get(1).account(), people.get(2)));
        String id = messageId();
        send(id, pain001(id, "ACCOUNT", payments)).andExpect(status().isAccepted());
        await(() -> reports(id).size() == 1);
        Map<UUID, PaymentTransaction105> answers = answers(id);
        assertThat(payments.stream().map(payment -> said(java.util.Objects.requireNonNull(answers.get(payment.id())))))
                .containsExactly("ACCC", "ACCC", "ACCC", "ACCC", "BE06", "AC01", "AC04", "MD07", "BE01");
        // Money of one's own, whichever way it came: all four on one account.
        assertThat(jdbc.sql("select a.balance_satang from book_account a join customer c on c.id = a.id"
                                + " where c.account = ? and a.kind = 'deposit'")
                        .param(linked.account())
                        .query(Long.class)
                        .single())
                .isEqualTo(4 * GRANT);
        assertThat(balanced()).isTrue();
    }

    @Test
    void platformAwayWhenTheReportGoesOut_hearsTheSameOneLater() throws Exception {
        NEIGHBOUR.stubFor(put(urlPathMatching(REPORTS)).willReturn(serverError()));
        String id = messageId();
        send(id, pain001(id, "WALLET", payments(customers(1)))).andExpect(status().isAccepted());
        await(() -> !reports(id).isEmpty());
        NEIGHBOUR.stubFor(put(urlPathMatching(REPORTS)).willReturn(aResponse().withStatus(204)));
        await(() -> heard(id) == 1);
        List<LoggedRequest> sent = reports(id);
        assertThat(sent).hasSizeGreaterThan(1);
        assertThat(sent.stream().map(LoggedRequest::getUrl).distinct()).hasSize(1);
        assertThat(sent.stream().map(LoggedRequest::getBodyAsString).distinct()).hasSize(1);
    }

    @Test
    void reportThatThePlatformRefuses_isKeptForThePeopleAndNotSentAgain() throws Exception {
        NEIGHBOUR.stubFor(put(urlPathMatching(REPORTS)).willReturn(aResponse().withStatus(409)));
        String id = messageId();
        send(id, pain001(id, "WALLET", payments(customers(1)))).andExpect(status().isAccepted());
        await(() -> jdbc.sql(
                                "select count(*) from outgoing_file where path like ? and refused = 409 and content is not null")
                        .param("/api/v1/disbursement-files/" + id + "/%")
                        .query(Long.class)
                        .single()
                == 1);
    }

    @Test
    void statements_areConsecutiveAndHaveEachMovementOnce() throws Exception {
        List<Payment> payments = payments(customers(5));
        String id = messageId();
        send(id, pain001(id, "WALLET", payments)).andExpect(status().isAccepted());
        String wallet = jdbc.sql("select credited from disbursement where id = ?")
                .param(payments.get(0).id())
                .query(String.class)
                .single();
        await(() -> payments.stream().allMatch(payment -> entries().containsKey(IsoXml.text(payment.id()))));
        Map<String, List<BigDecimal>> entries = entries();
        for (Payment payment : payments) {
            assertThat(entries.get(IsoXml.text(payment.id()))).containsExactly(BigDecimal.valueOf(GRANT, 2));
        }
        assertThat(wallet).isNotNull();
        // Without a gap, and each opens with what the one before closed with.
        assertThat(jdbc.sql("select count(*) = max(sequence) from account_statement")
                        .query(Boolean.class)
                        .single())
                .isTrue();
        assertThat(jdbc.sql(
                                """
                                select coalesce(-(select closing_satang from account_statement order by sequence desc limit 1), 0)
                                    = (select coalesce(sum(amount_satang), 0) from book_transfer
                                       where key like 'credit/%' and number <= (select max(last_transfer) from account_statement))
                                    - (select coalesce(sum(amount_satang), 0) from book_transfer
                                       where key like 'return/%' and number <= (select max(last_transfer) from account_statement))
                                """)
                        .query(Boolean.class)
                        .single())
                .isTrue();
    }

    @Test
    void fullFile_isTakenWhole() throws Exception {
        Person person = customers(1).get(0);
        var payments = new ArrayList<Payment>();
        for (int i = 0; i < BulkFile.MOST_ITEMS; i++)
            payments.add(Payment.to(person).of(100));
        String id = messageId();
        send(id, pain001(id, "WALLET", payments)).andExpect(status().isAccepted());
        assertThat(jdbc.sql("select count(*) from disbursement where file = ? and outcome = 'credited'")
                        .param(id)
                        .query(Integer.class)
                        .single())
                .isEqualTo(BulkFile.MOST_ITEMS);
        payments.add(Payment.to(person));
        String tooLong = messageId();
        send(tooLong, pain001(tooLong, "WALLET", payments))
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.errors[0].field").value("CdtTrfTxInf"));
    }

    @Test
    void fileAtAnotherAddress_orOfAnotherKind_isRefused() throws Exception {
        String id = messageId();
        send(messageId(), pain001(id, "WALLET", payments(customers(1))))
                .andExpect(status().isBadRequest())
                .andExpect(content().contentType(MediaType.APPLICATION_PROBLEM_JSON))
                .andExpect(jsonPath("$.errors[0].field").value("GrpHdr.MsgId"));
        send(id, "<Document/>")
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.errors[0].field").value("Document"))
                .andExpect(jsonPath("$.errors[0].th").isNotEmpty());
        call("platform", HttpMethod.PUT, "/api/v1/disbursement-files/" + id, "{}")
                .andExpect(status().isUnsupportedMediaType());
    }

    @Test
    void bankThatRefuses_hasTakenNothing() throws Exception {
        List<Payment> payments = payments(customers(1));
        String id = messageId();
        faults(0, "refuse");
        send(id, pain001(id, "WALLET", payments)).andExpect(status().isServiceUnavailable());
        assertThat(jdbc.sql("select count(*) from disbursement where file = ?")
                        .param(id)
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void bankThatMisbehaves_answersTwiceInPartsOfTheUnknownAndAgainstItself() throws Exception {
        List<Payment> payments = payments(customers(4));
        assertThat(sentWith(payments, 2, "answer-twice")).containsExactly(4, 4);
        assertThat(sentWith(payments, 2, "answer-partly")).containsExactlyInAnyOrder(2, 2);
        assertThat(sentWith(payments, 1, "answer-unknown")).containsExactly(5);
        String contradicted = messageId();
        faults(1, "contradict");
        send(contradicted, pain001(contradicted, "WALLET", payments)).andExpect(status().isAccepted());
        await(() -> heard(contradicted) == 2);
        assertThat(reports(contradicted).stream()
                        .map(report -> said(transactions(report).get(0))))
                .containsExactlyInAnyOrder("ACCC", "AC04");
        for (Payment payment : payments) assertThat(credited(payment)).isEqualTo(GRANT);
    }

    /** How many payments each report answers. */
    private List<Integer> sentWith(List<Payment> payments, int reports, String fault) throws Exception {
        String id = messageId();
        faults(1, fault);
        send(id, pain001(id, "WALLET", payments)).andExpect(status().isAccepted());
        await(() -> heard(id) == reports);
        return reports(id).stream().map(report -> transactions(report).size()).toList();
    }

    @ParameterizedTest
    @CsvSource({
        "bank-account,          mine,   ,             true,  true,  true",
        "bank-account,          mine,   สม ชาย ใจดี,    true,  true,  true",
        "bank-account,          mine,   สมหญิง ใจดี,    true,  true,  false",
        "bank-account,          else,   ,             true,  true,  false",
        "bank-account,          none,   ,             false, false, false",
        "promptpay-national-id, '',     ,             true,  true,  true",
        "promptpay-mobile,      none,   ,             false, false, false"
    })
    void accountVerification_saysYesOrNo(
            String channel, String account, String name, boolean exists, boolean open, boolean matches)
            throws Exception {
        Person person = Person.make();
        customer(person, ",\"nationalIdLinked\":true");
        String named = Map.of(
                        "mine", person.account(), "else", customers(1).get(0).account(), "none", "0800000000", "", "")
                .get(account);
        call(
                        "platform",
                        HttpMethod.POST,
                        "/api/v1/account-verifications",
                        "{\"citizenId\":\"%s\",\"channel\":\"%s\",\"account\":\"%s\",\"nameTh\":%s}"
                                .formatted(
                                        person.citizen(), channel, named, name == null ? "null" : "\"" + name + "\""))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.exists").value(exists))
                .andExpect(jsonPath("$.open").value(open))
                .andExpect(jsonPath("$.nameMatches").value(matches));
    }

    @Test
    void accountsOfABatch_areAnsweredInTheOrderAskedAndTheWrongQuestionIsNamed() throws Exception {
        Person mine = customers(1).get(0);
        Person other = customers(1).get(0);
        Person closed = Person.make();
        customer(closed, ",\"state\":\"closed\"");
        call(
                        "platform",
                        HttpMethod.POST,
                        "/api/v1/account-verifications/bulk",
                        questions(
                                question(mine, "0800000000"),
                                question(mine, mine.account()),
                                question(mine, other.account()),
                                question(closed, closed.account()),
                                question(mine, mine.account())))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.answers[*].exists").value(contains(false, true, true, true, true)))
                .andExpect(jsonPath("$.answers[*].open").value(contains(false, true, true, false, true)))
                .andExpect(jsonPath("$.answers[*].nameMatches").value(contains(false, true, false, true, true)));

        call(
                        "platform",
                        HttpMethod.POST,
                        "/api/v1/account-verifications/bulk",
                        questions(question(mine, mine.account()), "{\"citizenId\":\"1\",\"channel\":\"bank-account\"}"))
                .andExpect(status().isUnprocessableEntity())
                .andExpect(jsonPath("$.errors[0].field").value("questions[1].citizenId"));
        call("platform", HttpMethod.POST, "/api/v1/account-verifications/bulk", questions())
                .andExpect(status().isUnprocessableEntity())
                .andExpect(jsonPath("$.errors[0].field").value("questions"));
    }

    private static String questions(String... questions) {
        return "{\"questions\":[" + String.join(",", questions) + "]}";
    }

    private static String question(Person person, String account) {
        return "{\"citizenId\":\"%s\",\"channel\":\"bank-account\",\"account\":\"%s\"}"
                .formatted(person.citizen(), account);
    }

    @ParameterizedTest
    @CsvSource({
        "bank-app, PUT,  /api/v1/disbursement-files/m-1",
        "bank-app, POST, /api/v1/account-verifications",
        "bank-app, POST, /api/v1/account-verifications/bulk",
        "citizen,  POST, /api/v1/account-verifications",
        "platform, PUT,  /api/v1/faults"
    })
    void roleForSomethingElse_isDenied(String role, String method, String path) throws Exception {
        call(role, HttpMethod.valueOf(method), path, "{}").andExpect(status().isForbidden());
        mvc.perform(request(HttpMethod.valueOf(method), path)).andExpect(status().isUnauthorized());
    }

    private List<Person> customers(int number) throws Exception {
        var people = new ArrayList<Person>();
        for (int i = 0; i < number; i++) {
            Person person = Person.make();
            customer(person, "");
            people.add(person);
        }
        return people;
    }

    private void customer(Person person, String more) throws Exception {
        call(
                        "bank-app",
                        HttpMethod.PUT,
                        "/api/v1/customers/" + UUID.randomUUID(),
                        "{\"citizenId\":\"%s\",\"nameTh\":\"สมชาย ใจดี\",\"account\":\"%s\"%s}"
                                .formatted(person.citizen(), person.account(), more))
                .andExpect(status().isNoContent());
    }

    private static List<Payment> payments(List<Person> people) {
        return people.stream().map(Payment::to).toList();
    }

    private void faults(long delaySeconds, String... codes) throws Exception {
        String list = List.of(codes).stream().map(code -> "\"" + code + "\"").collect(Collectors.joining(","));
        call(
                        "bank-app",
                        HttpMethod.PUT,
                        "/api/v1/faults",
                        "{\"faults\":[" + list + "],\"delayMillis\":" + delaySeconds * 1_000 + "}")
                .andExpect(status().isNoContent());
    }

    private ResultActions send(String messageId, String xml) throws Exception {
        return mvc.perform(request(HttpMethod.PUT, "/api/v1/disbursement-files/" + messageId)
                .with(jwt().authorities(new SimpleGrantedAuthority("ROLE_platform")))
                .contentType(MediaType.APPLICATION_XML)
                .content(xml));
    }

    private ResultActions call(String role, HttpMethod method, String path, String body) throws Exception {
        return mvc.perform(request(method, path)
                .with(jwt().authorities(new SimpleGrantedAuthority("ROLE_" + role)))
                .contentType(MediaType.APPLICATION_JSON)
                .content(body));
    }

    private static String messageId() {
        return "m-" + IsoXml.text(UUID.randomUUID()).substring(0, 20);
    }

    private static String pain001(String messageId, String kind, List<Payment> payments) {
        String items = payments.stream().map(BulkFilesTest::item).collect(Collectors.joining());
        BigDecimal sum =
                BigDecimal.valueOf(payments.stream().mapToLong(Payment::satang).sum(), 2);
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.001.001.09"><CstmrCdtTrfInitn>
                <GrpHdr><MsgId>%1$s</MsgId><CreDtTm>2026-11-23T02:00:00Z</CreDtTm><NbOfTxs>%2$d</NbOfTxs><CtrlSum>%3$s</CtrlSum><InitgPty><Nm>Namjai</Nm></InitgPty></GrpHdr>
                <PmtInf><PmtInfId>%1$s</PmtInfId><PmtMtd>TRF</PmtMtd><PmtTpInf><LclInstrm><Prtry>%4$s</Prtry></LclInstrm></PmtTpInf>
                <ReqdExctnDt><Dt>2026-11-23</Dt></ReqdExctnDt><Dbtr><Nm>Namjai</Nm></Dbtr><DbtrAcct><Id><Othr><Id>bua</Id></Othr></Id></DbtrAcct>
                <DbtrAgt><FinInstnId><Othr><Id>bua</Id></Othr></FinInstnId></DbtrAgt><UltmtDbtr><Nm>digital-wallet</Nm></UltmtDbtr>
                %5$s</PmtInf></CstmrCdtTrfInitn></Document>"""
                .formatted(messageId, payments.size(), sum, kind, items);
    }

    private static String item(Payment payment) {
        String proxy = payment.proxy().isEmpty()
                ? ""
                : "<Prxy><Tp><Prtry>" + payment.proxy() + "</Prtry></Tp><Id>" + payment.account() + "</Id></Prxy>";
        return """
                <CdtTrfTxInf><PmtId><EndToEndId>%s</EndToEndId></PmtId><Amt><InstdAmt Ccy="THB">%s</InstdAmt></Amt>
                <Cdtr><Id><PrvtId><Othr><Id>%s</Id></Othr></PrvtId></Id></Cdtr>
                <CdtrAcct><Id><Othr><Id>%s</Id></Othr></Id>%s</CdtrAcct><RmtInf><Ustrd>%s</Ustrd></RmtInf></CdtTrfTxInf>
                """
                .formatted(
                        IsoXml.text(payment.id()),
                        BigDecimal.valueOf(payment.satang(), 2),
                        payment.to().citizen(),
                        payment.account(),
                        proxy,
                        payment.to().payeeRef());
    }

    private static List<LoggedRequest> reports(String messageId) {
        return NEIGHBOUR.findAll(
                putRequestedFor(urlPathMatching("/api/v1/disbursement-files/" + messageId + "/status-reports/.*")));
    }

    private static List<PaymentTransaction105> transactions(LoggedRequest report) {
        return MxPain00200110.parse(report.getBodyAsString())
                .getCstmrPmtStsRpt()
                .getOrgnlPmtInfAndSts()
                .get(0)
                .getTxInfAndSts();
    }

    private static Map<UUID, PaymentTransaction105> answers(String messageId) {
        return transactions(reports(messageId).get(0)).stream()
                .collect(Collectors.toMap(answer -> IsoXml.id(answer.getOrgnlEndToEndId()), answer -> answer));
    }

    private static String said(PaymentTransaction105 answer) {
        return answer.getStsRsnInf().isEmpty()
                ? answer.getTxSts()
                : answer.getStsRsnInf().get(0).getRsn().getCd();
    }

    /** The amounts of each payment on all statements, each statement once. */
    private static Map<String, List<BigDecimal>> entries() {
        var entries = new HashMap<String, List<BigDecimal>>();
        var seen = new HashSet<String>();
        for (LoggedRequest sent : NEIGHBOUR.findAll(putRequestedFor(urlPathMatching(STATEMENTS)))) {
            if (!seen.add(sent.getUrl())) continue;
            MxCamt05300108.parse(sent.getBodyAsString())
                    .getBkToCstmrStmt()
                    .getStmt()
                    .get(0)
                    .getNtry()
                    .forEach(entry -> entries.computeIfAbsent(
                                    entry.getNtryDtls()
                                            .get(0)
                                            .getTxDtls()
                                            .get(0)
                                            .getRefs()
                                            .getEndToEndId(),
                                    key -> new ArrayList<>())
                            .add(entry.getAmt().getValue()));
        }
        return entries;
    }

    private long heard(String messageId) {
        return jdbc.sql("select count(*) from outgoing_file where path like ? and heard_at is not null")
                .param("/api/v1/disbursement-files/" + messageId + "/%")
                .query(Long.class)
                .single();
    }

    private long credited(Payment payment) {
        return jdbc.sql("select coalesce(sum(amount_satang), 0)::bigint from book_transfer where key = ?")
                .param("credit/" + payment.id())
                .query(Long.class)
                .single();
    }

    /** Each account's balance is what its transfers make. */
    private boolean balanced() {
        return jdbc.sql(
                        """
                        select not exists (
                            select from book_account a
                            where balance_satang <> coalesce((select sum(amount_satang) from book_transfer where credit = a.id), 0)
                                - coalesce((select sum(amount_satang) from book_transfer where debit = a.id), 0))
                        """)
                .query(Boolean.class)
                .single();
    }

    private static void await(BooleanSupplier reached) throws InterruptedException {
        long limit = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!reached.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited too long").isLessThan(limit);
            Thread.sleep(50);
        }
    }
}
