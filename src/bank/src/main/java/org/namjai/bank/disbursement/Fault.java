package org.namjai.bank.disbursement;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a bank can get wrong, for trials of the platform. */
enum Fault {
    /** Takes an instruction, and tells so only after the delay. */
    SLOW,
    /** Takes no instruction: 503. */
    REFUSE,
    /** Takes an instruction, and breaks the connection instead of telling so. */
    LOSE_CONNECTION,
    /** Each report goes out under two ids. */
    ANSWER_TWICE,
    /** Reports go out after the delay. */
    ANSWER_LATE,
    /** Half of the answers go out, the others after the delay. */
    ANSWER_PARTLY,
    /** Reports name a payment that nobody instructed. */
    ANSWER_UNKNOWN,
    /** After the delay a second report says the opposite of the first. */
    CONTRADICT;

    String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Optional<Fault> find(String code) {
        return Arrays.stream(values())
                .filter(fault -> fault.code().equals(code))
                .findFirst();
    }
}
