package org.namjai.platform.ledger;

/** Puts a page on the ledger; safe to call again with the same page. */
interface Recorder {

    /**
     * Sends the page and waits for the ledger's answer.
     *
     * @param participantName the participant's X.500 name
     */
    Recording record(Page page, String participantName);
}
