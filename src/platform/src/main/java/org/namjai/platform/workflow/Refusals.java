package org.namjai.platform.workflow;

import org.camunda.bpm.engine.BadUserRequestException;
import org.jspecify.annotations.Nullable;

/** What a deployment's author is told. */
final class Refusals {
    private Refusals() {}

    /** @param element its id; none when the file as a whole is meant */
    static BadUserRequestException refusal(String file, @Nullable String element, Rule.Broken rule) {
        boolean whole = element == null || element.isEmpty();
        return new BadUserRequestException("ไม่รับ " + file + (whole ? "" : " ที่ " + element) + ": " + rule.th()
                + " / Deployment refused: " + file + (whole ? "" : ", element " + element) + ": " + rule.en() + ".");
    }

    /** Of the files together. */
    static BadUserRequestException refusal(Rule.Broken rule) {
        return new BadUserRequestException(
                "ไม่รับชุดไฟล์นี้: " + rule.th() + " / Deployment refused: " + rule.en() + ".");
    }

    static String warning(String file, String element, Rule.Broken rule) {
        return file + ", " + element + ": " + rule.th() + " / " + rule.en() + ".";
    }
}
