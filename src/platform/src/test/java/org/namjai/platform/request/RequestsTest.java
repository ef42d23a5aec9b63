package org.namjai.platform.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.namjai.platform.DomainSlice;
import org.namjai.platform.TestProgrammes;
import org.namjai.platform.account.AccountRef;
import org.namjai.platform.participant.Participant;
import org.namjai.platform.privacy.People;
import org.namjai.platform.registry.Question;
import org.namjai.platform.registry.Registry;
import org.namjai.platform.request.Receipt.Accepted;
import org.namjai.platform.request.Receipt.AlreadyRequested;
import org.namjai.platform.request.Receipt.Invalid;
import org.namjai.platform.request.Receipt.KeyReused;
import org.namjai.platform.shared.CitizenId;
import org.namjai.platform.shared.FieldProblem;
import org.namjai.platform.shared.InvalidInput;
import org.namjai.platform.shared.Money;
import org.namjai.platform.shared.ProgrammeId;
import org.namjai.platform.shared.Reason;
import org.springframework.beans.factory.annotation.Autowired;

class RequestsTest extends DomainSlice {
    private static final Reason ELIGIBLE = new Reason("eligible", "มีสิทธิ", "Eligible.");
    private static final Decision YES = new Decision("eligible", 1_000_000, ELIGIBLE, "digital-wallet-eligibility");
    private static final Decision NO = new Decision(
            "ineligible", 0, new Reason("too-young", "อายุไม่ถึง", "Too young."), "digital-wallet-eligibility");

    @Autowired
    private Requests requests;

    @Autowired
    private Entitlements entitlements;

    @Autowired
    private ApplicantMessages messages;

    @Autowired
    private Evidence evidence;

    @Autowired
    private People people;

    @Test
    void sameKeyAndContent_givesTheSameRequest() {
        CitizenId person = somebody();
        NewRequest request = requestOf(person, "key-" + UUID.randomUUID());

        Receipt first = requests.receive(request);

        assertThat(first).isInstanceOf(Accepted.class);
        assertThat(requests.receive(request)).isEqualTo(first);
        assertThat(requests.ofCitizen(person)).hasSize(1);
    }

    @Test
    void sameKeyOtherContent_isRefused() {
        String key = "key-" + UUID.randomUUID();
        requests.receive(requestOf(somebody(), key));

        assertThat(requests.receive(requestOf(somebody(), key))).isInstanceOf(KeyReused.class);
    }

    @Test
    void secondRequestWhileOneLives_isRefused_andPossibleAfterRejection() {
        CitizenId person = somebody();
        RequestId first = received(person);

        assertThat(requests.receive(requestOf(person))).isInstanceOf(AlreadyRequested.class);

        take(first);
        requests.reject(first, NO);
        assertThat(requests.receive(requestOf(person))).isInstanceOf(Accepted.class);
    }

    @Test
    void samePersonFromManyCallersAtOnce_hasOneRequest() throws Exception {
        CitizenId person = somebody();
        var threads = Executors.newFixedThreadPool(10);
        try {
            List<Callable<Receipt>> calls = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                calls.add(() -> requests.receive(requestOf(person)));
            }
            int accepted = 0;
            for (Future<Receipt> answer : threads.invokeAll(calls)) {
                accepted += answer.get() instanceof Accepted ? 1 : 0;
            }
            assertThat(accepted).isEqualTo(1);
            assertThat(requests.ofCitizen(person)).hasSize(1);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void draftProgrammeAndSuspendedBank_areNamedBothAtOnce() {
        var draft = new ProgrammeId("draft-programme");
        TestProgrammes.draft(programmes, draft, "ร่าง", "Draft", "1");
        participants.register(bank(BUA, Participant.State.SUSPENDED));

        Receipt receipt =
                requests.receive(new NewRequest("super-app", "k", draft, somebody(), BUA, "1234567890", Map.of()));

        assertThat(((Invalid) receipt).problems())
                .extracting(FieldProblem::field)
                .containsExactly("programme", "participant");
    }

    @Test
    void badShape_namesEveryFieldAtOnce() {
        assertThatThrownBy(() -> new NewRequest("super-app", " ", PROGRAMME, somebody(), BUA, "12a", Map.of()))
                .isInstanceOfSatisfying(InvalidInput.class, invalid -> assertThat(invalid.problems())
                        .extracting(FieldProblem::field)
                        .containsExactly("Idempotency-Key", "account"));
    }

    @Test
    void approvedRequest_goesToPaid_withItsHistory() {
        CitizenId person = somebody();
        RequestId id = received(person);
        take(id);
        requests.refer(id, new Decision("refer", 0, new Reason("no-record", "ไม่พบ", "No record."), "table"));
        requests.approve(id, new Decision("eligible", 1_000_000, ELIGIBLE, "cw1"));
        requests.disbursing(id);
        requests.paid(List.of(id));
        requests.paid(List.of(id));

        RequestView view = requests.find(id).orElseThrow();
        assertThat(view.history())
                .extracting(RequestView.Step::state)
                .containsExactly(
                        RequestState.RECEIVED,
                        RequestState.IN_PROCESS,
                        RequestState.REFERRED,
                        RequestState.APPROVED,
                        RequestState.DISBURSING,
                        RequestState.PAID);
        assertThat(view.reasons()).containsExactly(ELIGIBLE);
        assertThat(view.amountSatang()).isEqualTo(1_000_000);
    }

    @Test
    void stepsFromAStateThatDoesNotAllowThem_areRefused() {
        RequestId id = received(somebody());

        assertThatThrownBy(() -> requests.approve(id, YES))
                .hasMessageContaining("is received, it can't become approved");
        take(id);
        assertThatThrownBy(() -> requests.paid(List.of(id))).hasMessageContaining("can't become paid");
        requests.reject(id, NO);
        assertThatThrownBy(() -> requests.approve(id, YES)).hasMessageContaining("is rejected");
        assertThatThrownBy(() -> requests.payout(id)).hasMessageContaining("nothing is to be paid");
        assertThat(state(id)).isEqualTo(RequestState.REJECTED);
    }

    @Test
    void openedEntitlement_takesTheAmountOutOfTheBudgetOnce() {
        CitizenId person = somebody();
        RequestId id = received(person);
        take(id);
        requests.approve(id, YES);
        programmes
                .appropriate(PROGRAMME, 1_000_000, UUID.randomUUID().toString())
                .orThrow();
        long before = budget();

        assertThat(entitlements.open(id)).isInstanceOf(EntitlementResult.Opened.class);
        assertThat(entitlements.open(id)).isInstanceOf(EntitlementResult.Opened.class);

        assertThat(budget()).isEqualTo(before - 1_000_000);
        assertThat(books.balance(AccountRef.entitlement(PROGRAMME, people.enter(person))))
                .contains(1_000_000L);
        Payout payout = requests.payout(id);
        assertThat(payout.amount()).isEqualTo(new Money(1_000_000));
        assertThat(payout.citizenId()).isEqualTo(person);
        assertThat(payout).hasToString("Payout[" + id + "]");
    }

    @Test
    void amountAboveTheBudget_isExhaustionAndMovesNothing() {
        RequestId id = received(somebody());
        take(id);
        requests.approve(id, new Decision("eligible", budget() + 1, ELIGIBLE, "table"));

        long before = budget();
        assertThat(entitlements.open(id)).isInstanceOf(EntitlementResult.BudgetExhausted.class);
        assertThat(budget()).isEqualTo(before);
        requests.reject(id, NO);
        assertThat(state(id)).isEqualTo(RequestState.REJECTED);
    }

    @Test
    void personalData_standsNowhereInTheTables() {
        CitizenId person = somebody();
        received(person);

        String rows = jdbc.sql("select string_agg(r::text, ' ') from request r")
                .query(String.class)
                .single();
        String sealed = jdbc.sql("select string_agg(encode(personal_sealed, 'escape'), ' ') from request")
                .query(String.class)
                .single();
        assertThat(rows + sealed).doesNotContain(person.digits(), "0812345678").doesNotContain("1234567890");
    }

    @Test
    void forgottenPerson_leavesNoMessageAndNoEvidence() {
        CitizenId person = somebody();
        RequestId id = received(person);
        take(id);
        messages.tell(id, "โปรดรอ", "Please wait.");
        evidence.lookUp(id, new Question(Registry.SANCTIONS, Map.of()));
        requests.reject(id, NO);
        assertThat(messages.of(id)).hasSize(1);
        assertThat(evidence.asked(id))
                .extracting(Evidence.Asked::registry, Evidence.Asked::usable)
                .containsExactly(tuple(Registry.SANCTIONS, true));

        assertThat(people.forget(person, "own wish")).isEqualTo(People.Forgetting.FORGOTTEN);

        assertThat(messages.of(id)).isEmpty();
        assertThat(evidence.asked(id)).isEmpty();
        assertThat(requests.find(id).orElseThrow().state()).isEqualTo(RequestState.REJECTED);
    }

    private RequestId received(CitizenId person) {
        return ((Accepted) requests.receive(requestOf(person))).id();
    }

    private void take(RequestId id) {
        requests.begin(id);
    }

    private RequestState state(RequestId id) {
        return requests.find(id).orElseThrow().state();
    }
}
