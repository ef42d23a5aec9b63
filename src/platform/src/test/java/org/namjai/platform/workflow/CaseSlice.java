package org.namjai.platform.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.namjai.platform.EngineSlice;
import org.namjai.platform.request.NewRequest;
import org.namjai.platform.request.Receipt;
import org.namjai.platform.request.RequestId;
import org.namjai.platform.request.RequestState;
import org.namjai.platform.request.Requests;
import org.namjai.platform.shared.CitizenId;
import org.namjai.platform.shared.ProgrammeId;
import org.springframework.beans.factory.annotation.Autowired;

/** A person of the test's own asks for the Digital Wallet; the test says what the registries know. */
abstract class CaseSlice extends EngineSlice {
    static final long INCOME_OVER_LIMIT = 84_000_017;

    @Autowired
    private RequestStarter starter;

    @Autowired
    Requests requests;

    CitizenId person = somebody();

    @BeforeEach
    void nobodyWorksBeside() {
        starter.stop();
        person = somebody();
    }

    static void tooRich() {
        registrySays("revenue", "{\"incomeSatang\":" + INCOME_OVER_LIMIT + "}");
    }

    static void depositsUnknown() {
        registryKnowsNobody("deposits");
    }

    RequestId decided() {
        RequestId id = received();
        workAll(starter);
        return id;
    }

    RequestId referred() {
        depositsUnknown();
        RequestId id = decided();
        assertThat(state(id)).isEqualTo(RequestState.REFERRED);
        return id;
    }

    private RequestId received() {
        return received(PROGRAMME, person, Map.of("declaration", true, "phone", "0812345678"));
    }

    private RequestId received(ProgrammeId programme, CitizenId citizen, Map<String, Object> answers) {
        Receipt receipt = requests.receive(new NewRequest(
                "super-app", UUID.randomUUID().toString(), programme, citizen, BUA, "1234567890", answers));
        return ((Receipt.Accepted) receipt).id();
    }

    RequestId decided(ProgrammeId programme, CitizenId citizen, Map<String, Object> answers) {
        RequestId id = received(programme, citizen, answers);
        workAll(starter);
        return id;
    }

    RequestState state(RequestId id) {
        return requests.find(id).orElseThrow().state();
    }

    static void workAll(Worker worker) {
        while (worker.workOnce()) {
            // One piece of work a turn.
        }
    }
}
