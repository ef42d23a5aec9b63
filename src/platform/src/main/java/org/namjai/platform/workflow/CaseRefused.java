package org.namjai.platform.workflow;

import org.camunda.bpm.engine.AuthorizationException;
import org.jspecify.annotations.Nullable;
import org.namjai.platform.request.RequestId;

/** The engine's REST API answers 403 with this sentence; the attempt goes on record. */
final class CaseRefused extends AuthorizationException {
    private static final long serialVersionUID = 1;

    private final transient @Nullable RequestId request;

    CaseRefused(@Nullable RequestId request, String sentence) {
        super(sentence);
        this.request = request;
    }

    @Nullable
    RequestId request() {
        return request;
    }
}
