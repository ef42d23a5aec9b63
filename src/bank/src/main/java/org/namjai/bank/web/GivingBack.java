package org.namjai.bank.web;

import java.util.ArrayList;
import java.util.List;

/**
 * What the form asks of who gives money back.
 *
 * @param extent {@code whole} or {@code part}
 * @param baht of a part
 */
record GivingBack(String extent, String baht, String reason) {
    static final int LONGEST_REASON = 200;
    static final GivingBack NOTHING_YET = new GivingBack("", "", "");

    private static final Mistake NO_EXTENT =
            new Mistake("extent", "คืนเท่าใด: โปรดเลือกคืนทั้งหมดหรือบางส่วน", "How much: choose all of it or a part.");
    private static final Mistake WHOLE_AND_AMOUNT = new Mistake(
            "baht",
            "จำนวนเงิน: เมื่อเลือกคืนทั้งหมด ต้องเว้นว่าง",
            "Amount: must be empty when you give all of it back.");
    private static final Mistake NO_AMOUNT = new Mistake(
            "baht",
            "จำนวนเงิน: ต้องเป็นตัวเลขมากกว่าศูนย์ ทศนิยมไม่เกินสองตำแหน่ง",
            "Amount: must be a number above zero with at most two decimals.");
    private static final Mistake ABOVE_PAID =
            new Mistake("baht", "จำนวนเงิน: ต้องไม่เกินยอดที่รับมา", "Amount: must not be above what was paid.");
    private static final Mistake NO_REASON = new Mistake(
            "reason",
            "เหตุผล: ต้องมี 1 ถึง 200 ตัวอักษร ในบรรทัดเดียว",
            "Reason: must have 1 to 200 characters on one line.");

    GivingBack {
        reason = reason.strip();
    }

    List<Mistake> mistakes(long paidSatang) {
        var mistakes = new ArrayList<Mistake>();
        switch (extent) {
            case "whole" -> {
                if (!baht.isBlank()) mistakes.add(WHOLE_AND_AMOUNT);
            }
            case "part" -> {
                if (satang(paidSatang) <= 0) mistakes.add(NO_AMOUNT);
                if (satang(paidSatang) > paidSatang) mistakes.add(ABOVE_PAID);
            }
            default -> mistakes.add(NO_EXTENT);
        }
        if (!isReason()) mistakes.add(NO_REASON);
        return mistakes;
    }

    private boolean isReason() {
        return !reason.isEmpty()
                && reason.length() <= LONGEST_REASON
                && reason.chars().noneMatch(Character::isISOControl);
    }

    long satang(long paidSatang) {
        return extent.equals("whole") ? paidSatang : Amounts.satang(baht);
    }
}
