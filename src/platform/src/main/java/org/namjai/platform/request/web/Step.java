package org.namjai.platform.request.web;

import java.util.ArrayList;
import java.util.List;

/**
 * One step of the picture that shows how far a request has come.
 *
 * @param name key of its words, {@code step.<name>}
 * @param mark how it is drawn: {@code done}, {@code now}, {@code ahead} or {@code refused}
 */
record Step(String name, String mark) {
    private static final List<String> WAY = List.of("received", "checked", "approved", "sent", "open");

    /** The five steps, as they stand when the request is in this state. */
    static List<Step> of(String state) {
        return switch (state) {
            case "received", "in-process", "referred", "appealed" -> way(1, "now");
            case "approved", "disbursing" -> way(3, "now");
            case "paid" -> way(WAY.size(), "done");
            case "rejected" -> refusedAt(2, "refused");
            case "failed" -> refusedAt(3, "unsent");
            default -> throw new IllegalArgumentException("No picture for state " + state);
        };
    }

    /** While a request is in one of these states, somebody or something still works on it. */
    static boolean waits(String state) {
        return !List.of("paid", "rejected", "failed").contains(state);
    }

    private static List<Step> way(int done, String next) {
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < WAY.size(); i++) {
            steps.add(new Step(WAY.get(i), i < done ? "done" : i == done ? next : "ahead"));
        }
        return steps;
    }

    private static List<Step> refusedAt(int done, String name) {
        List<Step> steps = new ArrayList<>(way(done, "refused").subList(0, done));
        steps.add(new Step(name, "refused"));
        return steps;
    }
}
