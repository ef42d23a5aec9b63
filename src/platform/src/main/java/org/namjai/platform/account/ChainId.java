package org.namjai.platform.account;

import java.util.Comparator;
import org.namjai.platform.shared.ParticipantId;
import org.namjai.platform.shared.ProgrammeId;

/** The transfers of one programme that concern one participant; they are numbered from 1 without a gap. */
public record ChainId(ProgrammeId programme, ParticipantId participant) {
    /** The order in which a posting locks chains. */
    static final Comparator<ChainId> ORDER = Comparator.comparing(
                    (ChainId chain) -> chain.programme().value())
            .thenComparing(chain -> chain.participant().value());
}
