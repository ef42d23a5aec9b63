package org.namjai.platform.payment;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a programme's spending rules judge a purchase by; the names are those of the DMN table's inputs.
 *
 * @param round 1: a person buys from a shop; 2: a shop from a shop, with what it received
 * @param purchaseDate in Bangkok
 * @param faceToFace whether the QR code was scanned in person
 * @param placeDistrict DOPA code of the place of the scan
 * @param minutesSinceScan below zero when the scan is said to be yet to come
 * @param payerDistrict DOPA code of the person's registered address, or of the shop that pays
 * @param merchantDistrict DOPA code of the shop
 * @param merchantGoods classes of goods that the shop declared
 * @param goodsClasses what is bought; the table judges each by itself, as its input {@code goodsClass}
 */
public record SpendingFacts(
        int round,
        LocalDate purchaseDate,
        boolean windowOpen,
        boolean faceToFace,
        @Nullable String placeDistrict,
        @Nullable Long minutesSinceScan,
        String payerDistrict,
        String merchantDistrict,
        String merchantClass,
        List<String> merchantGoods,
        List<String> goodsClasses) {}
