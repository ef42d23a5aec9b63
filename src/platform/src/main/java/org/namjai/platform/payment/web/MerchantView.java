package org.namjai.platform.payment.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.namjai.platform.payment.Merchant;
import org.namjai.platform.payment.RegisteredMerchant;
import org.namjai.platform.payment.Tax;

/** A merchant as participants see it. */
record MerchantView(
        UUID id,
        long number,
        String participant,
        String name,
        @JsonProperty("class") String merchantClass,
        String district,
        List<String> goods,
        TaxView tax,
        boolean postpaidMobile,
        String state,
        String reason) {
    static MerchantView of(RegisteredMerchant registered) {
        Merchant merchant = registered.merchant();
        return new MerchantView(
                merchant.id(),
                registered.number(),
                merchant.participant().value(),
                merchant.name(),
                merchant.merchantClass(),
                merchant.district(),
                merchant.goods(),
                TaxView.of(merchant.tax()),
                merchant.postpaidMobile(),
                registered.state().code(),
                registered.reason());
    }

    record TaxView(String status, @Nullable Integer tradingSince, List<Integer> yearsFiled) {
        static TaxView of(Tax tax) {
            return new TaxView(tax.status().code(), tax.tradingSince(), tax.yearsFiled());
        }
    }
}
