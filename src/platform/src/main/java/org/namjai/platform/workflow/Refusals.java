package org.namjai.platform.workflow;

import org.camunda.bpm.engine.BadUserRequestException;
import org.jspecify.annotations.Nullable;

/** What a deployment's author is told. */
final class Refusals {
    private Refusals() {}

    /** @param element its id; none when the file as a whole is meant */
    static BadUserRequestException refusal(String file, @Nullable String element, String rule) {
        String where = element == null || element.isEmpty() ? "" : ", element " + element;
        return new BadUserRequestException("Deployment refused: " + file + where + ": " + rule + ".");
    }
}
