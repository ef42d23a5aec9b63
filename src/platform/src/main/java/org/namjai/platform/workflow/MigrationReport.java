package org.namjai.platform.workflow;

import java.util.List;

/**
 * What became of moving running requests to the published version.
 *
 * @param moved ids of requests that go on in it
 * @param stayed those that could not be moved and go on in the version they began with
 */
public record MigrationReport(String from, String to, List<String> moved, List<Stayed> stayed) {
    /** A request that stayed, and why. */
    public record Stayed(String request, String reason) {}
}
