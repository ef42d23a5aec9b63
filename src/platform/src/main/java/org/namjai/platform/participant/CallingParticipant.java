package org.namjai.platform.participant;

import org.namjai.platform.shared.ParticipantId;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.oauth2.jwt.Jwt;

/** Which participant a token speaks for. */
public final class CallingParticipant {
    private CallingParticipant() {}

    /** By the claim that the identity provider sets for each participant's client, never by anything the caller says. */
    public static ParticipantId of(Jwt token) {
        String id = token.getClaimAsString("participant_id");
        if (id == null || !ParticipantId.isValid(id)) {
            throw new AccessDeniedException("the token names no participant");
        }
        return new ParticipantId(id);
    }
}
