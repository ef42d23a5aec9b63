package org.namjai.platform.workflow;

import org.camunda.bpm.engine.AuthorizationException;
import org.jspecify.annotations.Nullable;
import org.namjai.platform.request.RequestId;

/** The engine's REST API answers 403 with this sentence; the attempt goes on record. */
final class CaseRefused extends AuthorizationException {
    private static final long serialVersionUID = 1;

    private final transient CaseSubject subject;

    CaseRefused(CaseSubject subject, String sentence) {
        super(sentence);
        this.subject = subject;
    }

    CaseRefused(@Nullable RequestId request, String sentence) {
        this(new CaseSubject(request, null), sentence);
    }

    CaseSubject subject() {
        return subject;
    }
}
