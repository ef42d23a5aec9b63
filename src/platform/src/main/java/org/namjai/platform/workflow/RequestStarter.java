package org.namjai.platform.workflow;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.variable.VariableMap;
import org.camunda.bpm.engine.variable.Variables;
import org.namjai.platform.disbursement.Disbursements;
import org.namjai.platform.registry.Question;
import org.namjai.platform.request.Decision;
import org.namjai.platform.request.Evidence;
import org.namjai.platform.request.RequestBatches;
import org.namjai.platform.request.RequestBatches.Received;
import org.namjai.platform.request.RequestBatches.Waiting;
import org.namjai.platform.request.RequestId;
import org.namjai.platform.request.Requests;
import org.namjai.platform.shared.ProgrammeId;
import org.namjai.platform.shared.Reason;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes received requests in batches and runs their processes, a batch in one transaction: a rush waits in the table, a
 * crash puts the batch back, and no request is started twice. A request at fault ends alone: its batch is halved until it
 * does. Workers beside each other skip what another holds.
 */
@Component
class RequestStarter extends Worker {
    private static final Logger LOG = LoggerFactory.getLogger(RequestStarter.class);
    private static final int THREADS = 3;
    private static final int BATCH = 100;
    private static final int TRIES = 3;

    /** Longer than a batch can take: registries are asked within seconds. */
    private static final Duration BORROWED_FOR = Duration.ofMinutes(2);

    private record Round(ProgrammeId programme, String name) {}

    private final RequestBatches batches;
    private final Requests requests;
    private final RoundVersions versions;
    private final LookUps lookUps;
    private final Evidence evidence;
    private final Disbursements disbursements;
    private final RuntimeService runtime;
    private final ProcessEngineConfigurationImpl engine;
    private final TransactionTemplate transaction;

    RequestStarter(
            RequestBatches batches,
            Requests requests,
            RoundVersions versions,
            LookUps lookUps,
            Evidence evidence,
            Disbursements disbursements,
            RuntimeService runtime,
            ProcessEngineConfigurationImpl engine,
            TransactionTemplate transaction) {
        super("request-starter", THREADS);
        this.batches = batches;
        this.requests = requests;
        this.versions = versions;
        this.lookUps = lookUps;
        this.evidence = evidence;
        this.disbursements = disbursements;
        this.runtime = runtime;
        this.engine = engine;
        this.transaction = transaction;
    }

    @Override
    boolean workOnce() {
        List<Waiting> batch = batches.borrow(BATCH, BORROWED_FOR);
        if (batch.isEmpty()) return false;
        List<RequestId> answered = ask(batch);
        if (!answered.isEmpty()) start(answered);
        return true;
    }

    /**
     * The registries are asked for the whole batch, outside any transaction. Gives the requests that have all answers;
     * the others wait for their registry, and hold nobody up.
     */
    private List<RequestId> ask(List<Waiting> batch) {
        Set<RequestId> answered;
        try {
            answered = evidence.prefetch(questions(batch));
        } catch (DataAccessResourceFailureException | TransactionException e) {
            throw e;
        } catch (RuntimeException e) {
            return batch.size() == 1 ? postponed(batch.get(0), e) : askHalves(batch);
        }
        List<RequestId> waiting = batch.stream()
                .map(Waiting::id)
                .filter(id -> !answered.contains(id))
                .toList();
        if (!waiting.isEmpty()) {
            LOG.warn("{} requests wait for registries", waiting.size());
            batches.postpone(waiting);
        }
        return batch.stream().map(Waiting::id).filter(answered::contains).toList();
    }

    private List<RequestId> askHalves(List<Waiting> batch) {
        List<RequestId> answered = new ArrayList<>(ask(batch.subList(0, batch.size() / 2)));
        answered.addAll(ask(batch.subList(batch.size() / 2, batch.size())));
        return answered;
    }

    private List<RequestId> postponed(Waiting request, RuntimeException because) {
        LOG.warn("Request {} can't be started now: {}", request.id(), because.toString());
        batches.postpone(List.of(request.id()));
        return List.of();
    }

    private Map<RequestId, List<Question>> questions(List<Waiting> batch) {
        Map<Round, Optional<String>> known = new HashMap<>();
        Map<RequestId, List<Question>> questions = new HashMap<>();
        for (Waiting request : batch) {
            var round = new Round(request.programme(), request.round());
            questions.put(
                    request.id(),
                    known.computeIfAbsent(round, this::version)
                            .map(version -> lookUps.of(version, request.round()))
                            .orElse(List.of()));
        }
        return questions;
    }

    private void start(List<RequestId> batch) {
        try {
            tryToStart(batch);
        } catch (DataAccessResourceFailureException | TransactionException e) {
            // No database: trying each alone would fail as well. What was borrowed comes back by itself.
            throw e;
        } catch (RuntimeException e) {
            if (batch.size() == 1) {
                LOG.warn("Request {} can't be started now: {}", batch.get(0), e.toString());
                batches.postpone(batch);
            } else {
                start(batch.subList(0, batch.size() / 2));
                start(batch.subList(batch.size() / 2, batch.size()));
            }
        }
    }

    /** A lost lock, or a budget that somebody else took from meanwhile, is no request's fault. */
    private void tryToStart(List<RequestId> batch) {
        for (int tries = 1; ; tries++) {
            try {
                transaction.executeWithoutResult(status -> batches.work(batch, this::run));
                return;
            } catch (ConcurrencyFailureException e) {
                if (tries == TRIES) throw e;
            }
        }
    }

    private void run(List<Received> batch) {
        disbursements.openTogether(() -> startProcesses(batch));
    }

    /** As one command, so that the engine writes what is left of all processes at once. */
    private void startProcesses(List<Received> batch) {
        engine.getCommandExecutorTxRequired().execute(context -> {
            Map<Round, Optional<String>> known = new HashMap<>();
            for (Received request : batch) {
                var round = new Round(request.programme(), request.round());
                known.computeIfAbsent(round, this::version)
                        .ifPresentOrElse(
                                version -> runtime.startProcessInstanceById(
                                        version, request.id().value().toString(), variables(request)),
                                () -> requests.reject(request.id(), roundGone(request.round())));
            }
            return null;
        });
    }

    /** Whatever was deployed or published for other rounds since. */
    private Optional<String> version(Round round) {
        return versions.of(round.programme(), round.name());
    }

    /** Nothing can decide it any more, so it does not wait for that either. */
    private static Decision roundGone(String round) {
        return new Decision(
                "ineligible",
                0,
                new Reason(
                        "round-gone",
                        "กติกาของรอบ " + round + " ที่ยื่นคำขอนี้ไม่มีแล้ว ยื่นใหม่ได้ในรอบที่เปิดอยู่",
                        "The rules of round " + round
                                + ", in which this request was made, are gone. It can be made again in a round that is open."),
                "rounds");
    }

    /** The round is kept; the answers live for this transaction only and never reach the engine's tables. */
    private static VariableMap variables(Received request) {
        VariableMap variables = Variables.createVariables();
        request.answers().forEach((name, value) -> variables.putValueTyped(name, Variables.untypedValue(value, true)));
        return variables.putValue("round", request.round());
    }
}
