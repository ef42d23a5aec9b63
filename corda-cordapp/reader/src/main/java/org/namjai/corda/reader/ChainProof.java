package org.namjai.corda.reader;

import java.util.Optional;
import java.util.function.Consumer;
import net.corda.core.crypto.SecureHash;
import org.jspecify.annotations.Nullable;
import org.namjai.corda.contracts.LedgerPage;
import org.namjai.corda.reader.ProvenPage.UnprovenException;

/**
 * Walks one chain from a page back to its beginning, proves each page and holds it against one's own books. Backwards,
 * for a page names the transaction of the one before it: who believes the newest page believes them all. The difference
 * found last is therefore the chain's first.
 */
final class ChainProof {
    private final RemoteNode node;
    private final OwnBooks books;

    ChainProof(RemoteNode node, OwnBooks books) {
        this.node = node;
        this.books = books;
    }

    /**
     * Where a walk stands.
     *
     * @param page the next page to hold against the books
     * @param transaction the one that made it; none when the walk has ended
     * @param transitions how many were looked at
     * @param difference the earliest one found
     */
    record Position(
            String programme,
            String participant,
            long page,
            @Nullable String transaction,
            long transitions,
            @Nullable Difference difference) {

        private Position backTo(LedgerPage later) {
            return new Position(
                    programme,
                    participant,
                    later.getNumber() - 1,
                    later.getPreviousTransaction().toString(),
                    transitions + later.getTransitions(),
                    difference);
        }

        private Position found(Optional<Difference> found) {
            return new Position(programme, participant, page, transaction, transitions, found.orElse(difference));
        }

        private Position ended() {
            return new Position(programme, participant, page, null, transitions, difference);
        }

        private Difference differs(String reason) {
            return new Difference(programme, participant, page, null, reason);
        }
    }

    /**
     * Walks to the chain's beginning, or to a page that can't be proven, for nothing before it can be.
     *
     * @param reached keeps every position: a walk that was broken off is taken up there
     * @throws NodeUnreachableException when the node is gone in the middle
     */
    void walk(Position from, Consumer<Position> reached) {
        Position at = from;
        try {
            ProvenPage page = read(at);
            while (page.page().getNumber() > 0) {
                Position next = at.backTo(page.page());
                Optional<Difference> found;
                ProvenPage earlier;
                try {
                    earlier = read(next);
                } catch (UnprovenException e) {
                    at = next;
                    throw e;
                }
                found = difference(page, earlier.page(), at);
                at = next.found(found);
                reached.accept(at);
                page = earlier;
            }
        } catch (UnprovenException e) {
            at = at.found(Optional.of(at.differs(e.getMessage() + ".")));
        }
        reached.accept(at.ended());
    }

    private ProvenPage read(Position at) throws UnprovenException {
        ProvenPage proven = ProvenPage.at(node, SecureHash.create(String.valueOf(at.transaction())));
        LedgerPage page = proven.page();
        String chain = at.programme() + "/" + at.participant();
        if (page.getNumber() != at.page() || !chain.equals(page.getChain().getExternalId())) {
            throw new UnprovenException("transaction " + proven.transaction() + " made page " + page.getNumber()
                    + " of " + page.getChain().getExternalId());
        }
        return proven;
    }

    private Optional<Difference> difference(ProvenPage proven, LedgerPage earlier, Position at) {
        LedgerPage page = proven.page();
        if (!page.getDga().equals(earlier.getDga()) || !page.getParticipant().equals(earlier.getParticipant())) {
            return Optional.of(at.differs("Its parties are not those of the page before."));
        }
        if (page.getFirstTransition() != earlier.getFirstTransition() + earlier.getTransitions()) {
            return Optional.of(at.differs("Its transitions do not follow those of the page before."));
        }
        return books.compare(proven, earlier.getTotals());
    }
}
