package org.namjai.platform.account;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.namjai.platform.account.BooksProof.Result;
import org.namjai.platform.account.BooksProof.Step;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Service;

/** Runs the proof for an operator, in the background and never twice at once, and remembers the last one. */
@Service
public class BooksVerification implements DisposableBean {
    private static final Logger LOG = LoggerFactory.getLogger(BooksVerification.class);

    private final BooksProof proof;
    private final Clock clock;
    private final ExecutorService background =
            Executors.newSingleThreadExecutor(task -> new Thread(task, "books-proof"));
    private final AtomicReference<@Nullable Run> last = new AtomicReference<>();

    BooksVerification(BooksProof proof, Clock clock) {
        this.proof = proof;
        this.clock = clock;
    }

    /** How a proof went. */
    public enum State {
        RUNNING,
        CLEAN,
        /** A row is wrong: the result names it. */
        BROKEN,
        /** It could not be finished; nothing is said about the books. */
        FAILED
    }

    /**
     * A proof, running or ended.
     *
     * @param step the law that is being checked, or was last
     * @param endedAt none while it runs
     * @param result none unless it came to its end
     */
    public record Run(
            State state, Instant startedAt, @Nullable Step step, @Nullable Instant endedAt, @Nullable Result result) {
        private Run at(Step now) {
            return new Run(State.RUNNING, startedAt, now, null, null);
        }

        private Run ended(State how, Instant at, @Nullable Result what) {
            return new Run(how, startedAt, step, at, what);
        }
    }

    /** Starts a proof, or gives the one that runs. */
    public Run start() {
        var fresh = new Run(State.RUNNING, clock.instant(), null, null, null);
        Run current = last.updateAndGet(run -> run != null && run.state() == State.RUNNING ? run : fresh);
        if (current == fresh) {
            background.execute(this::prove);
        }
        return current;
    }

    /** The running or the last proof since the platform started. */
    public Optional<Run> last() {
        return Optional.ofNullable(last.get());
    }

    private void prove() {
        try {
            Result result = proof.prove(step -> last.updateAndGet(run -> run == null ? null : run.at(step)));
            result.finding()
                    .ifPresentOrElse(
                            finding -> LOG.error("the books are broken: {}", finding),
                            () -> LOG.info("the books are clean: {} transfers", result.transfers()));
            end(result.finding().isEmpty() ? State.CLEAN : State.BROKEN, result);
        } catch (RuntimeException e) {
            LOG.error("the proof of the books could not be finished", e);
            end(State.FAILED, null);
        }
    }

    private void end(State state, @Nullable Result result) {
        last.updateAndGet(run -> run == null ? null : run.ended(state, clock.instant(), result));
    }

    @Override
    public void destroy() {
        background.shutdownNow();
    }
}
