package org.namjai.platform.ledger;

import com.google.crypto.tink.HybridDecrypt;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.namjai.corda.contracts.LedgerPage;
import org.namjai.corda.contracts.Totals;
import org.namjai.corda.reader.Difference;
import org.namjai.corda.reader.OwnBooks;
import org.namjai.corda.reader.ProvenPage;
import org.namjai.platform.account.ChainId;
import org.namjai.platform.account.Transfer;
import org.namjai.platform.account.Transfers;
import org.namjai.platform.ledger.PageCipher.PageKey;
import org.namjai.platform.shared.ParticipantId;
import org.namjai.platform.shared.ProgrammeId;

/** Holds a page of the DGA's own node against the books that it was made from, row by row. */
final class PagesAgainstBooks implements OwnBooks {
    private final Transfers transfers;
    private final Pages pages;
    private final Keys keys;

    PagesAgainstBooks(Transfers transfers, Pages pages, Keys keys) {
        this.transfers = transfers;
        this.pages = pages;
        this.keys = keys;
    }

    @Override
    public Optional<Difference> compare(ProvenPage proven, Totals before) {
        return Optional.ofNullable(new Comparison(proven).difference(before));
    }

    /** Of one page. */
    private final class Comparison {
        private final ProvenPage proven;
        private final LedgerPage page;
        private final PageId id;

        Comparison(ProvenPage proven) {
            this.proven = proven;
            this.page = proven.page();
            String[] chain =
                    Objects.requireNonNull(page.getChain().getExternalId()).split("/", 2);
            this.id = new PageId(chain[0], chain[1], page.getNumber());
        }

        @Nullable
        Difference difference(Totals before) {
            var place = pages.place(id);
            if (place.isPresent()
                    && !place.get()
                            .equals(new Pages.Place(
                                    proven.transaction().toString(),
                                    page.getMerkleRoot().toString()))) {
                return differs(null, "The platform noted another transaction or Merkle root for this page.");
            }
            try (PageKey key = PageCipher.unwrap(id, page.getKeyForDga().getBytes(), holder())) {
                return difference(before, key);
            } catch (GeneralSecurityException e) {
                return differs(null, "The page's key can't be opened with the DGA's keyset.");
            }
        }

        private HybridDecrypt holder() throws GeneralSecurityException {
            return keys.asDga();
        }

        private @Nullable Difference difference(Totals before, PageKey key) {
            var chain = new ChainId(new ProgrammeId(id.programme()), new ParticipantId(id.participant()));
            List<Transfer> booked = transfers.after(chain, page.getFirstTransition() - 1, page.getTransitions());
            PageTotals totals = PageTotals.of(before);
            for (int i = 0; i < page.getTransitions(); i++) {
                long number = page.getFirstTransition() + i;
                Transition carried;
                try {
                    carried = key.open(
                            number, page.getEncryptedTransitions().get(i).getBytes());
                } catch (GeneralSecurityException | IllegalArgumentException e) {
                    return differs(number, "It can't be decrypted.");
                }
                if (i >= booked.size() || booked.get(i).number() != number) {
                    return differs(number, "The books have no such transfer.");
                }
                String field = Transitions.of(booked.get(i)).differenceTo(carried);
                if (field != null) {
                    return differs(number, field);
                }
                totals = totals.plus(carried.kind(), carried.amountSatang());
            }
            return totals.equals(PageTotals.of(page.getTotals()))
                    ? null
                    : differs(null, "The page's totals do not follow from its transitions.");
        }

        private Difference differs(@Nullable Long transition, String reason) {
            return new Difference(id.programme(), id.participant(), id.number(), transition, reason);
        }
    }
}
