package org.namjai.platform.request;

import java.util.UUID;

/** A person's request; also the business key of its process. */
public record RequestId(UUID value) {
    @Override
    public String toString() {
        return value.toString();
    }
}
