package org.namjai.platform.payment;

/**
 * What a programme's spending rules judge a purchase by; the names are those of the DMN table's inputs.
 *
 * @param round 1: a person buys from a shop; 2: a shop from a shop, with what it received
 * @param payerDistrict DOPA code of the person's registered address, or of the shop that pays
 * @param merchantDistrict DOPA code of the shop
 */
public record SpendingFacts(
        int round,
        String payerDistrict,
        String merchantDistrict,
        String merchantClass,
        String goodsClass,
        boolean faceToFace,
        boolean windowOpen) {}
