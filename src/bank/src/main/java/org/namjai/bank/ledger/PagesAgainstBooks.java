package org.namjai.bank.ledger;

import java.util.Objects;
import java.util.Optional;
import net.corda.core.utilities.OpaqueBytes;
import org.namjai.corda.contracts.LedgerPage;
import org.namjai.corda.contracts.Totals;
import org.namjai.corda.reader.Difference;
import org.namjai.corda.reader.ProvenPage;

/** Holds a page of the bank's own node against the bank's own books, row by row. */
final class PagesAgainstBooks implements org.namjai.corda.reader.OwnBooks {
    private final PageReview review;

    PagesAgainstBooks(PageReview review) {
        this.review = review;
    }

    @Override
    public Optional<Difference> compare(ProvenPage proven, Totals before) {
        var page = proposed(proven.page());
        return review.compare(page, ChainTotals.of(before))
                .map(objection -> new Difference(
                        page.programme(),
                        page.participant(),
                        page.number(),
                        objection.row() == 0 ? null : objection.row(),
                        objection.reason()));
    }

    static ProposedPage proposed(LedgerPage page) {
        String[] chain = Objects.requireNonNull(page.getChain().getExternalId()).split("/", 2);
        return new ProposedPage(
                chain[0],
                chain[1],
                page.getNumber(),
                page.getFirstTransition(),
                page.getMerkleRoot().getBytes(),
                ChainTotals.of(page.getTotals()),
                page.getKeyForParticipant().getBytes(),
                page.getEncryptedTransitions().stream()
                        .map(OpaqueBytes::getBytes)
                        .toList());
    }
}
