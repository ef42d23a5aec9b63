package org.namjai.platform.programme;

import static org.namjai.platform.programme.ProposalResult.refused;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.namjai.platform.account.Posting;
import org.namjai.platform.programme.ProposalResult.Done;
import org.namjai.platform.programme.ProposalResult.Refusal;
import org.namjai.platform.shared.InvalidInput;
import org.namjai.platform.shared.ProgrammeId;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Maker and checker: what a programme is, what money it has and when it is open changes when one person proposes it and
 * another, who had no part in it, approves.
 */
@Service
public class Proposals {
    private static final int LONGEST_REASON = 1000;

    private final ProgrammeStore programmes;
    private final ProposalStore proposals;
    private final Programmes catalogue;
    private final ObjectProvider<Rounds> rounds;

    Proposals(ProgrammeStore programmes, ProposalStore proposals, Programmes catalogue, ObjectProvider<Rounds> rounds) {
        this.programmes = programmes;
        this.proposals = proposals;
        this.catalogue = catalogue;
        this.rounds = rounds;
    }

    public Optional<Proposal> find(UUID id) {
        return proposals.find(id);
    }

    /** Newest first. */
    public List<Proposal> of(ProgrammeId programme) {
        return proposals.of(programme);
    }

    /** Those of all programmes that wait for a decision, oldest first. */
    public List<Proposal> open() {
        return proposals.open();
    }

    /** The version that decides requests of this round: the last that was published for it. */
    public Optional<String> versionFor(ProgrammeId programme, String round) {
        return proposals.lastPublished(programme, round);
    }

    @Transactional
    public ProposalResult propose(NewProposal terms, String by) {
        Optional<Programme> programme = programmes.lock(terms.programme());
        if (programme.isEmpty()) return refused(Refusal.UNKNOWN_PROGRAMME);
        Refusal refusal = terms.kind() == Proposal.Kind.PUBLICATION
                ? unpublishable(programme.get(), terms)
                : programme.get().isPublished() ? null : Refusal.NOT_PUBLISHED;
        if (refusal != null) return refused(refusal);
        UUID id = UUID.randomUUID();
        if (!proposals.add(id, terms, by)) return refused(Refusal.ANOTHER_IS_OPEN);
        programmes.addAct(terms.programme(), "proposed", id.toString(), by);
        return done(id);
    }

    private @Nullable Refusal unpublishable(Programme programme, NewProposal terms) {
        Optional<ProgrammeVersion> version = version(terms);
        if (version.isEmpty()) return Refusal.UNKNOWN_VERSION;
        boolean sameRound = programme.round().equals(terms.round());
        if (!sameRound && terms.budgetSatang() == 0) return Refusal.NEW_ROUND_WITHOUT_BUDGET;
        boolean unitMatters = sameRound || terms.topUpRound() != null;
        if (unitMatters && version.get().unit() != programme.unit()) return Refusal.UNIT_CHANGES_WITHIN_ROUND;
        String round = Objects.requireNonNull(terms.round());
        return rounds.stream().allMatch(known -> known.isKnown(version.get().definitionId(), round))
                ? null
                : Refusal.UNKNOWN_ROUND;
    }

    /** Money, round, windows and version change together, or nothing does. */
    @Transactional
    public ProposalResult approve(UUID id, String by) {
        Optional<Proposal> found = proposals.find(id);
        if (found.isEmpty()) return refused(Refusal.UNKNOWN_PROPOSAL);
        NewProposal terms = found.get().terms();
        programmes.lock(terms.programme());
        Proposal proposal = proposals.find(id).orElseThrow();
        if (!proposal.isOpen()) return refused(Refusal.DECIDED_BEFORE);
        if (isOwnWork(proposal, by)) return refused(Refusal.OWN_WORK);
        if (!isMoneyThere(proposal)) return refused(Refusal.BUDGET_TOO_LARGE);
        take(terms);
        return decided(proposal, Proposal.State.APPROVED, by, null);
    }

    @Transactional
    public ProposalResult refuse(UUID id, String by, @Nullable String reason) {
        new InvalidInput.Check()
                .valid(
                        reason,
                        text -> !text.isBlank() && text.length() <= LONGEST_REASON,
                        "reason",
                        "ต้องบอกเหตุผล ไม่เกิน 1,000 ตัวอักษร",
                        "says why, in up to 1,000 characters")
                .orThrow();
        Optional<Proposal> found = proposals.find(id);
        if (found.isEmpty()) return refused(Refusal.UNKNOWN_PROPOSAL);
        programmes.lock(found.get().terms().programme());
        Proposal proposal = proposals.find(id).orElseThrow();
        if (!proposal.isOpen()) return refused(Refusal.DECIDED_BEFORE);
        if (proposal.proposedBy().equals(by)) return refused(Refusal.OWN_WORK);
        return decided(proposal, Proposal.State.REFUSED, by, reason);
    }

    private boolean isOwnWork(Proposal proposal, String by) {
        return proposal.proposedBy().equals(by)
                || version(proposal.terms())
                        .filter(version -> version.deployedBy().equals(by))
                        .isPresent();
    }

    private boolean isMoneyThere(Proposal proposal) {
        NewProposal terms = proposal.terms();
        return terms.budgetSatang() == 0
                || catalogue
                        .appropriate(
                                terms.programme(),
                                terms.budgetSatang(),
                                proposal.id().toString())
                        .fold(posted -> true, Proposals::mustBeTooMuch);
    }

    /** The terms are checked, so nothing else can be wrong with the order. */
    private static boolean mustBeTooMuch(Posting.Refused refused) {
        if (refused.refusal() == Posting.Refusal.OVERFLOW) return false;
        throw new IllegalStateException("the books refused an appropriation: " + refused.refusal());
    }

    private void take(NewProposal terms) {
        if (terms.kind() == Proposal.Kind.PUBLICATION)
            programmes.publish(version(terms).orElseThrow(), terms);
        else if (terms.requests() != null) programmes.setRequestWindow(terms.programme(), terms.requests());
        if (terms.spending() != null) programmes.setSpendingWindow(terms.programme(), terms.spending());
        if (terms.topUpRound() != null) {
            programmes.addTopUp(terms.programme(), Objects.requireNonNull(terms.round()), terms.topUpRound());
        }
        if (terms.kind() == Proposal.Kind.CLOSING) programmes.close(terms.programme());
    }

    private Optional<ProgrammeVersion> version(NewProposal terms) {
        return terms.definitionId() == null
                ? Optional.empty()
                : programmes.version(terms.programme(), terms.definitionId());
    }

    private ProposalResult decided(Proposal proposal, Proposal.State state, String by, @Nullable String reason) {
        proposals.decide(proposal.id(), state, by, reason);
        programmes.addAct(
                proposal.terms().programme(),
                ProgrammeStore.code(state),
                proposal.id().toString(),
                by);
        return done(proposal.id());
    }

    private Done done(UUID id) {
        return new Done(proposals.find(id).orElseThrow());
    }
}
