package org.namjai.platform.planted;

/** Breaks the rule that money is never a fraction, to show that the rule bites. */
public final class PaysInFractions {
    private PaysInFractions() {}

    public static double amount() {
        return 0.1;
    }
}
