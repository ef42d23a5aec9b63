package org.namjai.platform.disbursement;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A participant's answer to an instruction. Make it with {@link #credited} or {@link #refused}.
 *
 * @param walletId the participant's wallet that was credited; none when it refused
 * @param reasonCode why it refused; none when it credited
 */
public record Answer(@Nullable UUID walletId, @Nullable String reasonCode) {
    public Answer {
        if ((walletId == null) == (reasonCode == null)) {
            throw new IllegalArgumentException("an answer has a wallet or a reason");
        }
    }

    public static Answer credited(UUID walletId) {
        return new Answer(walletId, null);
    }

    public static Answer refused(String reasonCode) {
        return new Answer(null, reasonCode);
    }

    boolean isCredited() {
        return walletId != null;
    }
}
