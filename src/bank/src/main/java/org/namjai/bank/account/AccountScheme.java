package org.namjai.bank.account;

import java.util.Arrays;
import java.util.Set;

/** How an account is named: by its number here, or by what PromptPay links to it. */
public enum AccountScheme {
    NUMBER("BBAN", Set.of("bank-account", "card-wallet")),
    NATIONAL_ID("NATID", Set.of("promptpay-national-id")),
    MOBILE("MSISDN", Set.of("promptpay-mobile")),
    E_WALLET("EWALLETID", Set.of("e-wallet"));

    /** The platform's names for them, as a regular expression. */
    public static final String CHANNELS = "bank-account|promptpay-national-id|promptpay-mobile|e-wallet|card-wallet";

    private final String code;
    private final Set<String> channels;

    AccountScheme(String code, Set<String> channels) {
        this.code = code;
        this.channels = channels;
    }

    /** As PromptPay and the database spell it. */
    public String code() {
        return code;
    }

    public static boolean isProxy(String code) {
        return Arrays.stream(values()).anyMatch(scheme -> scheme != NUMBER && scheme.code.equals(code));
    }

    public static AccountScheme of(String code) {
        return Arrays.stream(values())
                .filter(scheme -> scheme.code.equals(code))
                .findFirst()
                .orElseThrow();
    }

    /** The platform names channels; which of them this bank knows is checked where they come in. */
    public static AccountScheme ofChannel(String channel) {
        return Arrays.stream(values())
                .filter(scheme -> scheme.channels.contains(channel))
                .findFirst()
                .orElseThrow();
    }

    /** A mobile number counts with its country, in 13 digits. */
    public String normal(String account) {
        return this == MOBILE && account.matches("0[0-9]{9}") ? "0066" + account.substring(1) : account;
    }
}
