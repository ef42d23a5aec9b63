package org.namjai.platform.request;

import org.namjai.platform.shared.FieldProblem;

/**
 * Why an answer can't be taken.
 *
 * @param code names the words that a page shows: {@code form.<code>}
 * @param th the rule in Thai
 * @param en the rule in English
 */
public record FormFault(String code, String th, String en) {
    FieldProblem at(String field) {
        return new FieldProblem(field, th, en);
    }
}
