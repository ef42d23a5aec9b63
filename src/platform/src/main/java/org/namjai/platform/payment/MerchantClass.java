package org.namjai.platform.payment;

import java.util.Set;

/** The classes of merchant and of goods that spending rules know. */
public final class MerchantClass {
    public static final Set<String> ALL =
            Set.of("small-shop", "convenience", "large-retail", "department-store", "online");

    private MerchantClass() {}
}
