package org.namjai.platform.payment;

import java.util.Set;
import java.util.regex.Pattern;

/** The classes of merchant and of goods that spending rules know. */
public final class MerchantClass {
    public static final Set<String> ALL =
            Set.of("small-shop", "convenience", "large-retail", "department-store", "online");

    private static final Pattern FORM = Pattern.compile("[a-z][a-z-]{0,49}");

    private MerchantClass() {}

    /** Which goods are sold and which of them are allowed, the programme's rules say. */
    static boolean isGoods(String code) {
        return FORM.matcher(code).matches();
    }
}
