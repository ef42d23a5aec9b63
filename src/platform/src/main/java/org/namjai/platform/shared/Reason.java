package org.namjai.platform.shared;

/**
 * Why something was decided, for people.
 *
 * @param code stable, kebab case
 * @param th the sentence in Thai
 * @param en the sentence in English
 */
public record Reason(String code, String th, String en) {}
