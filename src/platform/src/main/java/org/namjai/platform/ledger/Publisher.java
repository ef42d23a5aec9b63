package org.namjai.platform.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.namjai.platform.account.ChainId;
import org.namjai.platform.account.Transfers;
import org.namjai.platform.ledger.ChainPublisher.Step;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Keeps every chain moving: chains side by side, each one's pages one after another, by one process at a time however
 * many run the platform.
 */
final class Publisher implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(Publisher.class);
    private static final int STOP_SECONDS = 5;

    private final Transfers transfers;
    private final ChainPublisher chains;
    private final Lag lag;
    private final DataSource database;
    private final LedgerSettings settings;
    private final Set<ChainId> busy = ConcurrentHashMap.newKeySet();
    private volatile boolean running;
    private ScheduledExecutorService clockwork = Executors.newSingleThreadScheduledExecutor();
    private ExecutorService workers = Executors.newCachedThreadPool();

    Publisher(Transfers transfers, ChainPublisher chains, Lag lag, DataSource database, LedgerSettings settings) {
        this.transfers = transfers;
        this.chains = chains;
        this.lag = lag;
        this.database = database;
        this.settings = settings;
    }

    @Override
    public synchronized void start() {
        clockwork = Executors.newSingleThreadScheduledExecutor(work -> new Thread(work, "ledger-clock"));
        workers = Executors.newFixedThreadPool(settings.chainsAtOnce(), work -> new Thread(work, "ledger-publisher"));
        running = true;
        long poll = settings.poll().toMillis();
        var unused = clockwork.scheduleWithFixedDelay(this::tick, poll, poll, TimeUnit.MILLISECONDS);
    }

    private void tick() {
        try {
            lag.refresh();
            for (var chain : transfers.chains()) {
                if (busy.add(chain)) {
                    workers.execute(() -> work(chain));
                }
            }
        } catch (RuntimeException e) {
            log.warn("could not look for transitions to publish", e);
        }
    }

    private void work(ChainId chain) {
        try {
            publish(chain);
        } catch (Exception e) {
            chains.stumbled(chain, e);
        } finally {
            busy.remove(chain);
        }
    }

    /** Under a lock of the database session: a process that dies gives it back by dying. */
    private void publish(ChainId chain) throws Exception {
        try (var session = database.getConnection()) {
            if (!lock(session, chain, "pg_try_advisory_lock")) {
                return;
            }
            try {
                while (running && chains.step(chain) == Step.RECORDED) {
                    lag.refresh();
                }
            } finally {
                lock(session, chain, "pg_advisory_unlock");
            }
        }
    }

    private static boolean lock(Connection session, ChainId chain, String function) throws SQLException {
        try (var statement = session.prepareStatement("select " + function + "(hashtextextended(?, 0))")) {
            statement.setString(
                    1,
                    "ledger:" + chain.programme().value() + "/"
                            + chain.participant().value());
            try (var result = statement.executeQuery()) {
                return result.next() && result.getBoolean(1);
            }
        }
    }

    @Override
    public synchronized void stop() {
        running = false;
        clockwork.shutdownNow();
        workers.shutdownNow();
        try {
            if (!workers.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
                log.warn("a page is still on its way; it is sent again at the next start");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
