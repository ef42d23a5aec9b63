package org.namjai.platform.ledger;

import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What stands on the ledger, for those who may see it. */
@Service
public class Ledger {
    /** Most pages in one answer. */
    public static final int MAX_PAGES = 200;

    private final Pages pages;
    private final ObjectProvider<Keys> keys;

    Ledger(Pages pages, ObjectProvider<Keys> keys) {
        this.pages = pages;
        this.keys = keys;
    }

    /** A chain's pages after number {@code after} (0 for all), in order, at most {@link #MAX_PAGES}. */
    public List<PageView> pages(String programme, String participant, long after) {
        return pages.after(programme, participant, after, MAX_PAGES);
    }

    /** The receipt of a transition, once its page is recorded and while the DGA's key is at hand. */
    @Transactional(readOnly = true)
    public Optional<Receipt> receipt(String programme, String participant, long number) {
        var holder = keys.getIfAvailable();
        if (holder == null) {
            return Optional.empty();
        }
        return pages.holding(programme, participant, number)
                .filter(page -> page.transactionId() != null)
                .map(page -> receipt(page, number, holder));
    }

    /**
     * Sends the page again at which a chain stopped, once the difference is settled with its participant.
     *
     * @param by who settled it
     * @return false when the chain was not stopped
     */
    public boolean resume(String programme, String participant, String by) {
        return pages.resume(programme, participant, by);
    }

    /** Why chains were stopped, oldest first. */
    public List<Incident> incidents() {
        return pages.incidents();
    }

    private Receipt receipt(PageView page, long number, Keys holder) {
        var id = new PageId(page.programme(), page.participant(), page.number());
        var transitions = pages.transitions(id);
        int index = Math.toIntExact(number - page.firstTransition());
        var encrypted = transitions.get(index);
        var transactionId = page.transactionId();
        if (transactionId == null) {
            throw new IllegalArgumentException("the page is not recorded");
        }
        return new Receipt(
                id.programme(),
                id.participant(),
                number,
                id.number(),
                index,
                transitions.size(),
                Base64.getEncoder().encodeToString(encrypted),
                Receipt.path(transitions, index),
                page.root(),
                transactionId,
                open(id, number, encrypted, holder));
    }

    private Transition open(PageId id, long number, byte[] encrypted, Keys holder) {
        try {
            return PageCipher.open(id, number, pages.keyForDga(id), encrypted, holder.asDga());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("transition " + number + " of " + id + " cannot be decrypted", e);
        }
    }
}
