package org.namjai.platform.request;

import org.springframework.stereotype.Service;

/** Promises an approved request's amount out of the programme's budget. */
@Service
public class Entitlements {
    /** Repeat-safe; the request must be approved. */
    public EntitlementResult open(RequestId id) {
        throw new UnsupportedOperationException("soon: " + id);
    }
}
