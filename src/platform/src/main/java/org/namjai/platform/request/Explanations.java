package org.namjai.platform.request;

/** Says in words what a table decided on, and what would have to be different. */
public interface Explanations {
    Explanation of(TableDecision decision);
}
