package org.namjai.platform.ledger;

import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import org.namjai.corda.contracts.MerkleTree;
import org.namjai.platform.account.ChainId;
import org.namjai.platform.account.Transfer;
import org.namjai.platform.account.Transfers;
import org.namjai.platform.ledger.Recording.Refused;
import org.namjai.platform.participant.Participant;
import org.namjai.platform.participant.Participants;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes one chain forward, a page at a time: what was cut before is sent first, then the next page is cut.
 *
 * <p>A page is stored as it is sent before it is sent. So a crash at any place is followed by the same bytes, and the
 * ledger answers the same bytes with the place where they already stand.
 */
final class ChainPublisher {
    private static final Logger log = LoggerFactory.getLogger(ChainPublisher.class);

    private final Transfers transfers;
    private final Participants participants;
    private final Pages pages;
    private final Keys keys;
    private final Recorder recorder;
    private final LedgerSettings settings;
    private final Clock clock;
    private final Map<ChainId, Backoff> backoffs = new ConcurrentHashMap<>();

    ChainPublisher(
            Transfers transfers,
            Participants participants,
            Pages pages,
            Keys keys,
            Recorder recorder,
            LedgerSettings settings,
            Clock clock) {
        this.transfers = transfers;
        this.participants = participants;
        this.pages = pages;
        this.keys = keys;
        this.recorder = recorder;
        this.settings = settings;
        this.clock = clock;
    }

    /** What became of one step of a chain. */
    enum Step {
        /** A page was recorded; there may be more. */
        RECORDED,
        /** Nothing to send yet. */
        IDLE,
        /** Something is down; again later. */
        LATER,
        /** The chain is stopped, a person has to look. */
        STOPPED
    }

    private record Backoff(int failures, int unknownFailures, Instant until, String reason) {}

    /** Why a chain does not move at present, if it is waiting to try again. */
    Optional<String> waitingFor(ChainId chain) {
        return Optional.ofNullable(backoffs.get(chain)).map(Backoff::reason);
    }

    /** Holds a chain back for a while after an error of our own; what was cut stays as it is. */
    void stumbled(ChainId chain, Exception error) {
        log.error("chain {} could not be published", chain, error);
        later(chain, error.toString(), 0);
    }

    /** Sends the chain's next page, if there is one and it may be sent now. The caller holds the chain's lock. */
    Step step(ChainId chain) throws GeneralSecurityException {
        var backoff = backoffs.get(chain);
        if (backoff != null && clock.instant().isBefore(backoff.until())) {
            return Step.LATER;
        }
        var programme = chain.programme().value();
        var participantId = chain.participant().value();
        if (pages.isStopped(programme, participantId)) {
            return Step.STOPPED;
        }
        var participant = participants.find(chain.participant());
        if (participant.isEmpty()) {
            return later(chain, "participant " + participantId + " is not registered", 0);
        }
        var page = pages.sealed(programme, participantId);
        if (page.isEmpty()) {
            page = cut(chain, participant.get());
        }
        return page.isEmpty() ? Step.IDLE : send(chain, page.get(), participant.get());
    }

    private Optional<Page> cut(ChainId chain, Participant participant) throws GeneralSecurityException {
        var end = pages.end(chain.programme().value(), chain.participant().value());
        var waiting = transfers.after(chain, end.nextTransition() - 1, settings.pageSize());
        if (waiting.isEmpty() || !isDue(waiting)) {
            return Optional.empty();
        }
        var page = seal(chain, end, waiting, participant);
        pages.seal(page);
        return Optional.of(page);
    }

    private boolean isDue(List<Transfer> waiting) {
        var oldest = waiting.get(0).recordedAt();
        return waiting.size() >= settings.pageSize()
                || !oldest.plus(settings.pageAge()).isAfter(clock.instant());
    }

    private Page seal(ChainId chain, Pages.End end, List<Transfer> waiting, Participant participant)
            throws GeneralSecurityException {
        var id = new PageId(chain.programme().value(), chain.participant().value(), end.page() + 1);
        var transitions = Transitions.of(waiting, end.nextTransition());
        var totals = end.totals();
        for (var transition : transitions) {
            totals = totals.plus(transition.kind(), transition.amountSatang());
        }
        var encrypted =
                PageCipher.seal(id, transitions, keys.forDga(), Keys.forParticipant(participant.ledgerPublicKeyset()));
        var root = MerkleTree.root(DgaNode.opaque(encrypted.transitions())).getBytes();
        return new Page(id, end.nextTransition(), totals, root, encrypted);
    }

    private Step send(ChainId chain, Page page, Participant participant) {
        var recording = recorder.record(page, participant.x500Name());
        if (recording instanceof Recording.Recorded recorded) {
            return recorded(chain, page, recorded);
        }
        if (recording instanceof Refused refused) {
            return stop(chain, page, refused);
        }
        if (recording instanceof Recording.Unreachable unreachable) {
            return later(chain, unreachable.reason(), 0);
        }
        return failed(chain, page, ((Recording.Failed) recording).reason());
    }

    private Step recorded(ChainId chain, Page page, Recording.Recorded recorded) {
        if (!Arrays.equals(recorded.merkleRoot(), page.merkleRoot())) {
            return stop(
                    chain,
                    page,
                    new Refused(Refused.Kind.PAGE_DIFFERS, "the ledger answers with another Merkle root", null));
        }
        pages.recorded(page.id(), recorded.transactionId());
        backoffs.remove(chain);
        return Step.RECORDED;
    }

    private Step failed(ChainId chain, Page page, String reason) {
        var before = backoffs.get(chain);
        int unknown = before == null ? 1 : before.unknownFailures() + 1;
        if (unknown >= settings.unknownFailures()) {
            return stop(chain, page, new Refused(Refused.Kind.PAGE_FAILED, reason, null));
        }
        return later(chain, reason, unknown);
    }

    private Step stop(ChainId chain, Page page, Refused refused) {
        pages.stop(page.id(), refused);
        backoffs.remove(chain);
        log.error("chain {} is stopped at page {}: {} {}", chain, page.id().number(), refused.kind(), refused.reason());
        return Step.STOPPED;
    }

    private Step later(ChainId chain, String reason, int unknownFailures) {
        var before = backoffs.get(chain);
        int failures = before == null ? 1 : before.failures() + 1;
        backoffs.put(
                chain, new Backoff(failures, unknownFailures, clock.instant().plus(pause(failures)), reason));
        if (before == null) {
            log.warn("chain {} waits: {}", chain, reason);
        }
        return Step.LATER;
    }

    /** Doubles with every failure up to the limit, and is spread so that chains don't come back all at once. */
    private Duration pause(int failures) {
        long from = settings.retryFrom().toMillis();
        long longest = settings.retryTo().toMillis();
        long doubled = Math.min(longest, from << Math.min(failures - 1, 20));
        return Duration.ofMillis(doubled / 2 + ThreadLocalRandom.current().nextLong(doubled / 2 + 1));
    }
}
