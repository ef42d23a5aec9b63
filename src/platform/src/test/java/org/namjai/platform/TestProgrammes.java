package org.namjai.platform;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.namjai.platform.programme.NewProposal;
import org.namjai.platform.programme.NewVersion;
import org.namjai.platform.programme.Programme;
import org.namjai.platform.programme.Programmes;
import org.namjai.platform.programme.Proposal;
import org.namjai.platform.programme.ProposalResult;
import org.namjai.platform.programme.Proposals;
import org.namjai.platform.shared.ProgrammeId;

/** Puts programmes into the catalogue as officers would: one proposes, another approves. */
public final class TestProgrammes {
    public static final String ROUND = "1";
    public static final String OFFICER = "officer1";
    public static final String APPROVER = "approver1";
    public static final Programme.Window ALWAYS =
            new Programme.Window(Instant.parse("2020-01-01T00:00:00Z"), Instant.parse("2100-01-01T00:00:00Z"));

    private TestProgrammes() {}

    /** A deployed version that nobody published; its definition's id. */
    public static String draft(Programmes programmes, ProgrammeId id, String nameTh, String nameEn, String tag) {
        String definition = id + ":" + UUID.randomUUID();
        programmes.register(new NewVersion(
                id,
                definition,
                UUID.randomUUID().toString(),
                tag,
                nameTh,
                nameEn,
                Programme.Unit.PERSON,
                "namjai",
                List.of()));
        return definition;
    }

    /** Its newest version takes requests and its money can be spent, with one satang more in its budget. */
    public static void publish(Programmes programmes, Proposals proposals, ProgrammeId id) {
        String newest = programmes.versions(id).get(0).definitionId();
        approved(proposals, publication(id, newest, ROUND, 1));
    }

    /** As {@link #publish}, unless it is so already. */
    public static void published(Programmes programmes, Proposals proposals, ProgrammeId id) {
        Programme programme = programmes.find(id).orElseThrow();
        if (!programme.isPublished()) publish(programmes, proposals, id);
        else if (!ALWAYS.equals(programme.window())) spendable(proposals, id, ALWAYS);
    }

    public static void spendable(Proposals proposals, ProgrammeId id, Programme.Window window) {
        approved(
                proposals, new NewProposal(id, Proposal.Kind.WINDOWS, null, null, null, window, 0, null, "for a test"));
    }

    public static NewProposal publication(ProgrammeId id, @Nullable String definition, String round, long satang) {
        return new NewProposal(
                id, Proposal.Kind.PUBLICATION, definition, round, ALWAYS, ALWAYS, satang, null, "for a test");
    }

    public static Proposal approved(Proposals proposals, NewProposal terms) {
        Proposal proposal = done(proposals.propose(terms, OFFICER));
        return done(proposals.approve(proposal.id(), APPROVER));
    }

    public static Proposal done(ProposalResult result) {
        return result.fold(ProposalResult.Done::proposal, refused -> {
            throw new AssertionError("refused: " + refused.refusal());
        });
    }
}
