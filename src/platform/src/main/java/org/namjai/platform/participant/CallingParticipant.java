package org.namjai.platform.participant;

import java.util.Optional;
import org.namjai.platform.shared.ParticipantId;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;

/** Which participant a token speaks for. */
public final class CallingParticipant {
    private static final String ROLE = "ROLE_participant";

    private CallingParticipant() {}

    /** By the claim that the identity provider sets for each participant's client, never by anything the caller says. */
    public static ParticipantId of(Jwt token) {
        String id = token.getClaimAsString("participant_id");
        if (id == null || !ParticipantId.isValid(id)) {
            throw new AccessDeniedException("the token names no participant");
        }
        return new ParticipantId(id);
    }

    /** The participant that calls; none when the state's own people do. */
    public static Optional<ParticipantId> in(Authentication caller) {
        if (caller.getAuthorities().stream().noneMatch(role -> ROLE.equals(role.getAuthority()))) {
            return Optional.empty();
        }
        if (caller instanceof JwtAuthenticationToken login) return Optional.of(of(login.getToken()));
        throw new AccessDeniedException("a participant calls with a token");
    }
}
