package org.namjai.bank.ledger;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import net.corda.core.utilities.OpaqueBytes;
import org.jspecify.annotations.Nullable;
import org.namjai.corda.contracts.MerkleTree;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Holds a page against the bank's own books before the bank's node signs it: every transition is decrypted and must be
 * one that the bank knows, and the totals must follow from the page agreed to before.
 */
final class PageReview {
    private final String participant;
    private final PageOpener opener;
    private final OwnBooks books;
    private final ReviewedPages reviewed;
    private final TransactionTemplate transaction;

    PageReview(
            String participant,
            PageOpener opener,
            OwnBooks books,
            ReviewedPages reviewed,
            TransactionTemplate transaction) {
        this.participant = participant;
        this.opener = opener;
        this.books = books;
        this.reviewed = reviewed;
        this.transaction = transaction;
    }

    /** Empty means yes. Asking again for a page that was agreed to gives yes again; nothing is changed by a no. */
    Optional<Objection> review(ProposedPage page) {
        Objection objection = transaction.execute(status -> {
            var found = objection(page);
            if (found != null) {
                status.setRollbackOnly();
            }
            return found;
        });
        return Optional.ofNullable(objection);
    }

    private @Nullable Objection objection(ProposedPage page) {
        if (!participant.equals(page.participant())) {
            return new Objection(0, "the page is another participant's");
        }
        if (page.encrypted().isEmpty() || page.number() < 1) {
            return new Objection(0, "the page holds no transition");
        }
        if (!Arrays.equals(root(page), page.merkleRoot())) {
            return new Objection(0, "the Merkle root is not that of the transitions");
        }
        reviewed.lock(page.programme());
        var before = reviewed.isSame(page);
        if (before.isPresent()) {
            return before.get() ? null : new Objection(0, "another page was agreed to under this number");
        }
        return newPageObjection(page);
    }

    /**
     * What differs between the bank's own books and a page that stands on the ledger, which this bank has therefore agreed
     * to. Changes nothing.
     *
     * @param before the chain's totals before the page
     */
    Optional<Objection> compare(ProposedPage page, ChainTotals before) {
        Objection objection = transaction.execute(status -> {
            status.setRollbackOnly();
            if (!reviewed.isSame(page).orElse(false)) {
                return new Objection(0, "this bank agreed to another page under this number, or to none");
            }
            var movements = new LinkedHashMap<Movement, Long>();
            var found = contentObjection(page, before, movements, (programme, told) -> {});
            return found != null ? found : notCarried(page, movements);
        });
        return Optional.ofNullable(objection);
    }

    /** Whether the page's transition with this number says just that. */
    boolean says(ProposedPage page, long number, Transition expected) {
        try (var key = opener.unwrap(page)) {
            int index = Math.toIntExact(number - page.firstTransition());
            return Transition.fromBytes(key.open(page, number, page.encrypted().get(index)))
                    .equals(expected);
        } catch (GeneralSecurityException | IOException e) {
            return false;
        }
    }

    private @Nullable Objection notCarried(ProposedPage page, Map<Movement, Long> movements) {
        return reviewed.notCarriedBy(page, movements).stream()
                .min(Comparator.naturalOrder())
                .map(number -> new Objection(number, "this bank did not note that this page carries it"))
                .orElse(null);
    }

    private @Nullable Objection newPageObjection(ProposedPage page) {
        var end = reviewed.end(page.programme());
        if (page.number() != end.number() + 1) {
            return new Objection(0, "the page does not follow page " + end.number());
        }
        if (page.firstTransition() != end.nextTransition()) {
            return new Objection(0, "the page does not begin with transition " + end.nextTransition());
        }
        var movements = new LinkedHashMap<Movement, Long>();
        var objection = contentObjection(page, end.totals(), movements, books::book);
        if (objection != null) {
            return objection;
        }
        reviewed.remember(page);
        return reviewed.carry(page, movements).stream()
                .min(Comparator.naturalOrder())
                .map(number -> new Objection(number, "an earlier page carries it already"))
                .orElse(null);
    }

    /**
     * @param movements takes what of the page the bank has books about, with the transitions' numbers
     * @param booking of what only the page tells
     */
    private @Nullable Objection contentObjection(
            ProposedPage page,
            ChainTotals before,
            Map<Movement, Long> movements,
            BiConsumer<String, Collection<Movement>> booking) {
        var transitions = new ArrayList<Transition>();
        var objection = read(page, transitions);
        if (objection == null) {
            objection = totalsObjection(page, before, transitions);
        }
        return objection != null ? objection : booksObjection(page.programme(), transitions, movements, booking);
    }

    private @Nullable Objection read(ProposedPage page, List<Transition> transitions) {
        long number = page.firstTransition();
        try (var key = opener.unwrap(page)) {
            for (var encrypted : page.encrypted()) {
                var transition = Transition.fromBytes(key.open(page, number, encrypted));
                var objection = malformed(transition, number);
                if (objection != null) {
                    return objection;
                }
                transitions.add(transition);
                number++;
            }
            return null;
        } catch (GeneralSecurityException e) {
            return new Objection(transitions.isEmpty() ? 0 : number, "it cannot be decrypted");
        } catch (IOException e) {
            return new Objection(number, "it is not a transition");
        }
    }

    private static @Nullable Objection malformed(Transition transition, long number) {
        if (transition.number() != number) {
            return new Objection(number, "it carries the number " + transition.number());
        }
        if (transition.amountSatang() <= 0) {
            return new Objection(number, "its amount is not more than zero");
        }
        if (transition.cause() == null) {
            return new Objection(number, "it names no cause");
        }
        return switch (transition.kind()) {
            case "commit", "release" -> null;
            case "disburse", "confirm", "cancel" ->
                transition.subject() == null ? new Objection(number, "it names no payee") : null;
            case "return" -> transition.subject() == null ? new Objection(number, "it names no payer") : null;
            case "settle", "cashout" ->
                merchant(transition) == null ? new Objection(number, "it names no merchant") : null;
            case "purchase", "reverse", "receive" ->
                transition.subject() == null || merchant(transition) == null
                        ? new Objection(number, "it names no payer or no merchant")
                        : null;
            default -> new Objection(number, "this bank does not know its kind");
        };
    }

    private static @Nullable Objection totalsObjection(
            ProposedPage page, ChainTotals before, List<Transition> transitions) {
        var totals = before;
        for (var transition : transitions) {
            totals = totals.plus(transition.kind(), transition.amountSatang());
        }
        return totals.equals(page.totals()) ? null : new Objection(0, "the totals do not follow from the transitions");
    }

    private @Nullable Objection booksObjection(
            String programme,
            List<Transition> transitions,
            Map<Movement, Long> movements,
            BiConsumer<String, Collection<Movement>> booking) {
        for (var transition : transitions) {
            var movement = movement(transition);
            if (movement != null && movements.put(movement, transition.number()) != null) {
                return new Objection(transition.number(), "it stands on the page twice");
            }
        }
        booking.accept(programme, movements.keySet());
        var agreeing = movements.isEmpty() ? Set.<Movement>of() : books.agreeing(movements.keySet());
        for (var entry : movements.entrySet()) {
            if (!agreeing.contains(entry.getKey())) {
                return new Objection(entry.getValue(), unknown(entry.getKey().kind()));
            }
        }
        return null;
    }

    private static String unknown(Movement.Kind kind) {
        return switch (kind) {
            case DISBURSE -> "this bank has no such instruction";
            case CONFIRM -> "this bank made no such credit";
            case CANCEL -> "this bank refused no such instruction";
            case PURCHASE -> "this bank booked no such payment";
            case REVERSE -> "this bank booked no payment that this could reverse";
            case SETTLE -> "this bank owes the merchant no such settlement";
            case RECEIVE, CASHOUT -> "this bank has no such merchant to receive it";
            case RETURN -> "this bank has no wallet that holds it";
        };
    }

    /** What the bank has books about; null for a commitment and its release, of which it knows nothing. */
    private static @Nullable Movement movement(Transition t) {
        var cause = t.cause();
        if (cause == null) {
            return null;
        }
        return switch (t.kind()) {
            case "disburse" -> new Movement(Movement.Kind.DISBURSE, cause, t.subject(), null, t.amountSatang());
            case "confirm" -> new Movement(Movement.Kind.CONFIRM, cause, t.subject(), null, t.amountSatang());
            case "cancel" -> new Movement(Movement.Kind.CANCEL, cause, t.subject(), null, t.amountSatang());
            case "purchase" -> new Movement(Movement.Kind.PURCHASE, cause, t.subject(), merchant(t), t.amountSatang());
            case "reverse" -> new Movement(Movement.Kind.REVERSE, cause, t.subject(), merchant(t), t.amountSatang());
            case "settle" -> new Movement(Movement.Kind.SETTLE, cause, null, merchant(t), t.amountSatang());
            case "receive" -> new Movement(Movement.Kind.RECEIVE, cause, t.subject(), merchant(t), t.amountSatang());
            case "cashout" -> new Movement(Movement.Kind.CASHOUT, cause, null, merchant(t), t.amountSatang());
            case "return" -> new Movement(Movement.Kind.RETURN, cause, t.subject(), null, t.amountSatang());
            default -> null;
        };
    }

    private static @Nullable UUID merchant(Transition transition) {
        try {
            return transition.counterparty() == null ? null : UUID.fromString(transition.counterparty());
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static byte[] root(ProposedPage page) {
        return MerkleTree.root(page.encrypted().stream().map(OpaqueBytes::new).toList())
                .getBytes();
    }
}
