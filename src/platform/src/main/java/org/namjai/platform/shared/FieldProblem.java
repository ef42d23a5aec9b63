package org.namjai.platform.shared;

/**
 * One broken rule of one field of the caller's input.
 *
 * @param field the field's name as the caller wrote it, dots between levels
 * @param th the rule in Thai
 * @param en the rule in English
 */
public record FieldProblem(String field, String th, String en) {}
