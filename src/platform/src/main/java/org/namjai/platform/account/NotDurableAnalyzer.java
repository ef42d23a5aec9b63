package org.namjai.platform.account;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Shows the one sentence at start instead of a stack trace. */
class NotDurableAnalyzer extends AbstractFailureAnalyzer<NotDurableException> {
    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, NotDurableException cause) {
        return new FailureAnalysis(
                cause.getMessage(), "Set it to on in postgresql.conf and restart the server.", cause);
    }
}
