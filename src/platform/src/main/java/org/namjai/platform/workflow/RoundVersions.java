package org.namjai.platform.workflow;

import java.util.Optional;
import org.namjai.platform.programme.Proposals;
import org.namjai.platform.shared.ProgrammeId;
import org.springframework.stereotype.Component;

/** Which version of a programme decides a request: the last that was published for the round that received it. */
@Component
class RoundVersions {
    private final Proposals proposals;
    private final PhaseTables rounds;

    RoundVersions(Proposals proposals, PhaseTables rounds) {
        this.proposals = proposals;
        this.rounds = rounds;
    }

    /** None when the engine has that version no more. */
    Optional<String> of(ProgrammeId programme, String round) {
        return proposals.versionFor(programme, round).filter(version -> rounds.isKnown(version, round));
    }
}
