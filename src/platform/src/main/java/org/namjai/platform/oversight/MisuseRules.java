package org.namjai.platform.oversight;

import java.util.List;
import org.namjai.platform.shared.Reason;

/** Which payments deserve a person's look; implemented by the engine's side. */
public interface MisuseRules {
    /**
     * One pattern.
     *
     * @param reason its code names the pattern
     * @param againAfterMinutes the same is not flagged again so long after a case about it was closed
     */
    record Flag(Reason reason, int againAfterMinutes) {}

    /** Of each, in their order; mostly none. */
    List<List<Flag>> flags(List<MisuseFacts> facts);
}
