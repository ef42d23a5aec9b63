package org.namjai.platform.programme;

/** The rounds that a version's phase table knows. */
public interface Rounds {
    boolean isKnown(String definitionId, String round);
}
