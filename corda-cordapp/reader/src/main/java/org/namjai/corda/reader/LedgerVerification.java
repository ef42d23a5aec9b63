package org.namjai.corda.reader;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import net.corda.core.contracts.StateAndRef;
import org.jspecify.annotations.Nullable;
import org.namjai.corda.contracts.LedgerPage;
import org.namjai.corda.reader.ChainProof.Position;
import org.namjai.corda.reader.ProofLog.Walk;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds every page of one's own node against one's own books, in the background and never twice at once. It can be broken
 * off at any line: asked again, it goes on where it stood.
 */
public final class LedgerVerification implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(LedgerVerification.class);

    private final RemoteNode node;
    private final ChainProof proof;
    private final ProofLog walks;
    private final Supplier<Set<Expected>> expected;
    private final ExecutorService background =
            Executors.newSingleThreadExecutor(task -> new Thread(task, "ledger-proof"));
    private boolean running;
    private @Nullable String failure;

    /**
     * A page that one's own records say is on the ledger.
     *
     * @param page the number of the chain's newest page that was certainly recorded
     */
    public record Expected(String programme, String participant, long page) {}

    /** How a verification went. */
    public enum State {
        RUNNING,
        CLEAN,
        /** A row differs. */
        BROKEN,
        /** It could not be finished; nothing is said about the ledger. Start it again to go on. */
        UNFINISHED
    }

    /**
     * One chain's part of it.
     *
     * @param newestPage the number of its newest page when it was begun
     * @param pagesLeft how many are still to be looked at
     */
    public record Chain(String programme, String participant, long newestPage, long pagesLeft, long transitions) {}

    /**
     * A verification, running or ended.
     *
     * @param differences the first of each chain that has one
     * @param failure why it could not be finished
     */
    public record Run(State state, List<Chain> chains, List<Difference> differences, @Nullable String failure) {}

    /** @param expected which chains must be on the node, by one's own records, and how far */
    public LedgerVerification(RemoteNode node, DataSource database, OwnBooks books, Supplier<Set<Expected>> expected) {
        this.node = node;
        this.proof = new ChainProof(node, books);
        this.walks = new ProofLog(database);
        this.expected = expected;
    }

    /** Starts a verification, goes on with one that was broken off, or gives the one that runs. */
    public synchronized Run start() {
        if (!running) {
            running = true;
            failure = null;
            background.execute(this::verify);
        }
        return run();
    }

    /** The running or the last one. */
    public synchronized Optional<Run> last() {
        return running || failure != null || !walks.walks().isEmpty() ? Optional.of(run()) : Optional.empty();
    }

    private Run run() {
        List<Walk> all = walks.walks();
        List<Difference> differences = all.stream()
                .map(walk -> walk.position().difference())
                .filter(Objects::nonNull)
                .toList();
        State state = running
                ? State.RUNNING
                : failure != null || !all.stream().allMatch(Walk::isOver)
                        ? State.UNFINISHED
                        : differences.isEmpty() ? State.CLEAN : State.BROKEN;
        return new Run(state, all.stream().map(LedgerVerification::view).toList(), differences, failure);
    }

    private static Chain view(Walk walk) {
        Position at = walk.position();
        return new Chain(
                at.programme(), at.participant(), walk.pages(), walk.isOver() ? 0 : at.page(), at.transitions());
    }

    private void verify() {
        String why = null;
        try {
            if (walks.walks().stream().allMatch(Walk::isOver)) begin();
            for (Walk walk : walks.walks()) {
                if (!walk.isOver()) proof.walk(walk.position(), walks::reached);
            }
        } catch (RuntimeException e) {
            log.error("the verification of the ledger could not be finished", e);
            why = e instanceof NodeUnreachableException ? e.getMessage() : "unforeseen, see the log";
        } finally {
            synchronized (this) {
                running = false;
                failure = why;
            }
        }
    }

    /** One walk for each chain of the node, and a difference for each that should be there and is not. */
    private void begin() {
        walks.forget();
        Set<Expected> missing = expected.get();
        StateAndRef<LedgerPage> newest = node.newest(0);
        for (int next = 1; newest != null; next++) {
            Position start = start(newest);
            walks.begin(start);
            missing = missing.stream()
                    .filter(other -> !isSame(other, start) || other.page() > start.page())
                    .collect(Collectors.toSet());
            newest = node.newest(next);
        }
        missing.forEach(this::missing);
    }

    private static Position start(StateAndRef<LedgerPage> newest) {
        LedgerPage page = newest.getState().getData();
        String[] chain = Objects.requireNonNull(page.getChain().getExternalId()).split("/", 2);
        return new Position(
                chain[0],
                chain[1],
                page.getNumber(),
                newest.getRef().getTxhash().toString(),
                0,
                null);
    }

    private static boolean isSame(Expected one, Position other) {
        return one.programme().equals(other.programme()) && one.participant().equals(other.participant());
    }

    private void missing(Expected chain) {
        var difference = new Difference(
                chain.programme(), chain.participant(), chain.page(), null, "The node does not have this page.");
        var over = new Position(chain.programme(), chain.participant(), chain.page(), null, 0, difference);
        boolean walked = walks.walks().stream().anyMatch(walk -> isSame(chain, walk.position()));
        if (!walked) walks.begin(over);
        walks.reached(over);
    }

    @Override
    public void close() {
        background.shutdownNow();
    }
}
