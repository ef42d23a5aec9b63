package org.namjai.platform.registry;

/** What a registry sent is no answer to what it was asked. Says nothing of the content. */
final class UnusableMessage extends RuntimeException {
    private final String why;
    private final boolean passing;

    UnusableMessage(String why) {
        this(why, false);
    }

    private UnusableMessage(String why, boolean passing) {
        super(why);
        this.why = why;
        this.passing = passing;
    }

    static UnusableMessage ofStatus(int status) {
        return new UnusableMessage("HTTP " + status, status >= 500 || status == 429);
    }

    String why() {
        return why;
    }

    /** Whether the same message may well be answered a moment later. */
    boolean isPassing() {
        return passing;
    }
}
