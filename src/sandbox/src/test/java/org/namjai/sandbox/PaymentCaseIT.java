package org.namjai.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.namjai.sandbox.demo.Caller;
import org.namjai.sandbox.demo.Callers;
import org.namjai.sandbox.demo.CaseWorker;
import org.namjai.sandbox.demo.Shop;
import org.namjai.sandbox.registries.Person;

/** Misuse on the real parts: found, looked at by two people in Tasklist, and told to the shop's bank. */
class PaymentCaseIT {
    private static final long GRANT_SATANG = 1_000_000;
    private static final String SHOPS_BANK = "khaohom";
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final RunningSandbox sandbox = RunningSandbox.shared();
    private final Callers callers = new Callers(sandbox.installation());
    private final Grants grants = new Grants(callers, "payment-case-it");

    @Test
    void burstOfEmptiedWalletsAtOneShop_isATaskThatTwoPeopleDecide_andTheShopIsPaidNoMore() throws Exception {
        List<Person> people = neighbours(6);
        var shop = new Shop(
                UUID.randomUUID(), "ร้านรับแลก", "small-shop", people.get(0).district());
        grants.register(shop, SHOPS_BANK);
        List<String> requests = people.stream().map(grants::ask).toList();
        await().atMost(PATIENCE).until(() -> requests.stream().allMatch(grants::isPaid));

        people.subList(1, 6).forEach(person -> assertThat(
                        pay(person, shop, GRANT_SATANG).path("outcome").asText())
                .isEqualTo("authorised"));
        letTheirMinuteBeOver(shop);

        await().atMost(PATIENCE).until(() -> !tasks("cw1", shop).isEmpty());
        decide("cw1", shop, Map.of("measure", "suspend", "reviewNote", "ไม่มีการส่งมอบสินค้า"));
        decide("cw2", shop, Map.of("approved", "true", "reviewNote", "ตรวจหลักฐานแล้ว"));

        Caller bank = new Caller(
                sandbox.installation(),
                "participant-" + SHOPS_BANK,
                sandbox.installation().ports().platformUrl());
        JsonNode told = bank.get("/api/v1/payment-cases/" + caseOf(shop));
        assertThat(told.path("reason").path("code").asText()).isEqualTo("cash-for-discount");
        assertThat(told.path("outcome").asText()).isEqualTo("merchant-suspended");
        assertThat(told.path("note").asText()).isEqualTo("ไม่มีการส่งมอบสินค้า");
        await().atMost(PATIENCE).until(() -> pay(people.get(0), shop, 100)
                .path("reasons")
                .findValuesAsText("code")
                .contains("merchant-suspended"));
    }

    /** Eligible people of one district whom no other test knows. */
    private List<Person> neighbours(int many) {
        List<Person> people = sandbox.population().people();
        Map<String, List<Person>> byDistrict = people.subList(people.size() * 3 / 4, people.size()).stream()
                .filter(Grants::isEligible)
                .collect(Collectors.groupingBy(Person::district));
        return byDistrict.values().stream()
                .filter(neighbours -> neighbours.size() >= many)
                .findFirst()
                .orElseThrow()
                .subList(0, many);
    }

    private JsonNode pay(Person person, Shop shop, long satang) {
        Caller bank = callers.bankApp(person.bank());
        return bank.post(
                "/api/v1/wallets/" + grants.wallet(person) + "/payments",
                Map.of(
                        "merchantId",
                        shop.id().toString(),
                        "amountSatang",
                        satang,
                        "goodsClasses",
                        List.of("food"),
                        "faceToFace",
                        shop.meeting(Instant.now())),
                UUID.randomUUID().toString());
    }

    /** The watch looks at minutes that are over; so that the test need not wait for it, theirs is made to be in the past. */
    private void letTheirMinuteBeOver(Shop shop) throws SQLException {
        sandbox.database(
                "update payment set asked_at = asked_at - interval '3 minutes' where merchant_id = ? returning id",
                shop.id());
        sandbox.database("update misuse_watch set looked_until = now() - interval '5 minutes' returning looked_until");
    }

    private String caseOf(Shop shop) throws SQLException {
        return sandbox.database(
                        "select id from payment_case where merchant_id = ? and pattern = 'cash-for-discount'",
                        shop.id())
                .get(0);
    }

    private List<CaseWorker.Task> tasks(String user, Shop shop) throws SQLException {
        List<String> instances = sandbox.database(
                "select e.proc_inst_id_ from act_ru_execution e join payment_case c on c.id::text = e.business_key_"
                        + " where c.merchant_id = ? and c.pattern = 'cash-for-discount'",
                shop.id());
        if (instances.isEmpty()) return List.of();
        return new CaseWorker(sandbox.installation(), user)
                .tasks().stream()
                        .filter(task -> instances.contains(task.instance()))
                        .toList();
    }

    private void decide(String user, Shop shop, Map<String, String> answers) throws SQLException {
        CaseWorker.Task task = tasks(user, shop).get(0);
        new CaseWorker(sandbox.installation(), user).decide(task, answers);
    }
}
