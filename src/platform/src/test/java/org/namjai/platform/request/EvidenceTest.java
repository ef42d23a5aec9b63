package org.namjai.platform.request;

import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.namjai.platform.DomainSlice;
import org.namjai.platform.MadeRegistries;
import org.namjai.platform.registry.Answer;
import org.namjai.platform.registry.Question;
import org.namjai.platform.registry.Registry;
import org.namjai.platform.registry.RegistryUnavailable;
import org.springframework.beans.factory.annotation.Autowired;

class EvidenceTest extends DomainSlice {
    private static final Question CITIZEN = new Question(Registry.CITIZEN, Map.of());
    private static final Question REVENUE = new Question(Registry.REVENUE, Map.of("taxYear", 2023));
    private static final Question EARLIER = new Question(Registry.REVENUE, Map.of("taxYear", 2022));

    @Autowired
    private Requests requests;

    @Autowired
    private Evidence evidence;

    @Test
    void batch_isAskedOnceForEachRegistry_andItsProcessesAskNoMore() {
        Map<RequestId, List<Question>> wanted = new HashMap<>();
        for (int i = 0; i < 20; i++) {
            wanted.put(received(), List.of(CITIZEN, REVENUE));
        }

        evidence.prefetch(wanted);

        wanted.keySet().forEach(id -> {
            assertThat(evidence.lookUp(id, CITIZEN).isComplete()).isTrue();
            assertThat(evidence.lookUp(id, REVENUE).facts()).containsEntry("incomeSatang", 30_000_000L);
            assertThat(district(id)).isEqualTo("1001");
            assertThat(rows(id)).isEqualTo(2);
        });
        OUTSIDE.verify(
                2,
                postRequestedFor(urlPathMatching("/registries/.*/registry/sync/search"))
                        .withHeader("Authorization", equalTo("Bearer " + TOKEN)));
    }

    @Test
    void registryAwayWhileFetching_leavesItsQuestionsToTheProcess() {
        RequestId id = received();
        MadeRegistries.fail(OUTSIDE, "revenue");

        evidence.prefetch(Map.of(id, List.of(CITIZEN, REVENUE)));

        assertThat(rows(id)).isEqualTo(1);
        assertThatThrownBy(() -> evidence.lookUp(id, REVENUE)).isInstanceOf(RegistryUnavailable.class);
        assertThat(rows(id))
                .as("nothing is kept of a question without an answer")
                .isEqualTo(1);

        MadeRegistries.areWell(OUTSIDE);
        assertThat(evidence.lookUp(id, REVENUE).isComplete()).isTrue();
    }

    @Test
    void answerOfTheTable_isTakenWhileItIsFresh_andAskedAgainWhenItIsOld() {
        RequestId id = received();
        evidence.lookUp(id, REVENUE);
        OUTSIDE.resetRequests();
        assertThat(evidence.lookUp(id, REVENUE).facts()).containsEntry("incomeSatang", 30_000_000L);
        OUTSIDE.verify(0, postRequestedFor(urlEqualTo(MadeRegistries.path("revenue"))));

        jdbc.sql("update request_evidence set looked_up_at = looked_up_at - interval '16 minutes' where request_id = ?")
                .param(id.value())
                .update();
        MadeRegistries.say(OUTSIDE, "revenue", "{\"incomeSatang\":5}");

        assertThat(evidence.lookUp(id, REVENUE).facts()).containsEntry("incomeSatang", 5L);
        assertThat(evidence.of(id))
                .as("both answers are kept, the newer first")
                .extracting(answer -> answer.facts().get("incomeSatang"))
                .containsExactly(5L, 30_000_000L);
    }

    @Test
    void otherQuestionToTheSameRegistry_isAnotherAnswer() {
        RequestId id = received();
        evidence.lookUp(id, REVENUE);
        MadeRegistries.say(OUTSIDE, "revenue", "{\"incomeSatang\":7}");

        assertThat(evidence.lookUp(id, EARLIER).facts()).containsEntry("incomeSatang", 7L);
        assertThat(evidence.lookUp(id, REVENUE).facts()).containsEntry("incomeSatang", 30_000_000L);
        assertThat(evidence.of(id)).extracting(Answer::question).containsExactly(EARLIER, REVENUE);
    }

    @Test
    void evidence_isStoredSealed() {
        RequestId id = received();
        evidence.lookUp(id, CITIZEN);
        evidence.lookUp(id, REVENUE);

        List<byte[]> stored = jdbc.sql("select answer_sealed from request_evidence where request_id = ?")
                .param(id.value())
                .query((row, n) -> row.getBytes(1))
                .list();
        assertThat(stored).hasSize(2).allSatisfy(bytes -> assertThat(new String(bytes, StandardCharsets.UTF_8))
                .doesNotContain("1990-01-31", "30000000", "taxYear", "question"));
    }

    @Test
    void personWhomTheRegistryDoesNotKnow_keepsTheDistrictUnknown() {
        RequestId id = received();
        MadeRegistries.sayNothing(OUTSIDE, "citizen");

        assertThat(evidence.lookUp(id, CITIZEN).isComplete()).isFalse();
        assertThat(rows(id)).as("that there is no record is evidence too").isEqualTo(1);
        assertThat(district(id)).isNull();
    }

    private RequestId received() {
        return ((Receipt.Accepted) requests.receive(requestOf(somebody()))).id();
    }

    private long rows(RequestId id) {
        return jdbc.sql("select count(*) from request_evidence where request_id = ?")
                .param(id.value())
                .query(Long.class)
                .single();
    }

    private String district(RequestId id) {
        var found = new ArrayList<String>();
        jdbc.sql("select district from request where id = ?").param(id.value()).query(row -> {
            found.add(row.getString(1));
        });
        return found.get(0);
    }
}
