package org.namjai.platform.workflow;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.namjai.platform.request.RequestId;

/** What a case worker's task is about: a person's request, a case about payments, or nothing of the kind. */
record CaseSubject(@Nullable RequestId request, @Nullable UUID paymentCase) {
    static final CaseSubject NONE = new CaseSubject(null, null);

    static CaseSubject of(RequestId request) {
        return new CaseSubject(request, null);
    }

    static CaseSubject of(UUID paymentCase) {
        return new CaseSubject(null, paymentCase);
    }
}
