package org.namjai.platform.ledger;

import java.nio.charset.StandardCharsets;

/** A page's place: its chain (programme and participant) and its number, from 1. */
record PageId(String programme, String participant, long number) {

    /** What the wrapped page key is bound to. */
    byte[] contextInfo() {
        return text().getBytes(StandardCharsets.UTF_8);
    }

    /** What one encrypted transition is bound to. */
    byte[] associatedData(long transition) {
        return (text() + "/" + transition).getBytes(StandardCharsets.UTF_8);
    }

    private String text() {
        return programme + "/" + participant + "/" + number;
    }
}
