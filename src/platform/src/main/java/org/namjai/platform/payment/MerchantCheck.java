package org.namjai.platform.payment;

import java.time.Clock;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import org.namjai.platform.geography.Districts;
import org.namjai.platform.shared.InvalidInput;
import org.springframework.stereotype.Component;

/** What a participant tells of a merchant must be possible. */
@Component
class MerchantCheck {
    private static final int LONGEST_NAME = 200;
    private static final int MOST_GOODS = 50;
    private static final int EARLIEST_YEAR = 1900;
    private static final int MOST_YEARS = 20;

    private final Districts districts;
    private final Clock clock;

    MerchantCheck(Districts districts, Clock clock) {
        this.districts = districts;
        this.clock = clock;
    }

    void orThrow(Merchant merchant) {
        InvalidInput.Check check = new InvalidInput.Check()
                .characters(merchant.name(), "name", 1, LONGEST_NAME)
                .that(
                        MerchantClass.ALL.contains(merchant.merchantClass()),
                        "class",
                        "ไม่รู้จักประเภทร้านค้านี้",
                        "must be one of " + MerchantClass.ALL.stream().sorted().toList())
                .that(
                        districts.find(merchant.district()).isPresent(),
                        "district",
                        "ไม่มีรหัสอำเภอหรือเขตนี้",
                        "must be a district's four-digit DOPA code")
                .that(
                        areGoods(merchant.goods()),
                        "goods",
                        "ต้องมีรหัสประเภทสินค้า 1 ถึง 50 รหัส ไม่ซ้ำกัน",
                        "must be 1 to 50 different classes of goods in kebab case");
        tax(merchant.tax(), check);
        check.orThrow();
    }

    private static boolean areGoods(List<String> goods) {
        return !goods.isEmpty()
                && goods.size() <= MOST_GOODS
                && new HashSet<>(goods).size() == goods.size()
                && goods.stream().allMatch(MerchantClass::isGoods);
    }

    private void tax(Tax tax, InvalidInput.Check check) {
        Integer since = tax.tradingSince();
        int thisYear = LocalDate.now(clock).getYear();
        boolean inSystem = tax.status() != Tax.Status.NONE;
        check.that(
                        inSystem ? since != null && since >= EARLIEST_YEAR && since <= thisYear : since == null,
                        "tax.tradingSince",
                        "ต้องเป็นปี ค.ศ. ที่เริ่มค้าขาย เว้นไว้เมื่อไม่อยู่ในระบบภาษี",
                        "must be the Gregorian year in which it began to trade, left out without a tax system")
                .that(
                        areYears(tax.yearsFiled(), since == null ? thisYear : since, thisYear)
                                && (inSystem || tax.yearsFiled().isEmpty()),
                        "tax.yearsFiled",
                        "ต้องเป็นปีภาษี ค.ศ. ไม่ซ้ำกัน ตั้งแต่ปีที่เริ่มค้าขายถึงปีนี้",
                        "must be different Gregorian tax years from the first of trading to this one");
    }

    private static boolean areYears(List<Integer> years, int first, int last) {
        return years.size() <= MOST_YEARS
                && new HashSet<>(years).size() == years.size()
                && years.stream().allMatch(year -> year >= first && year <= last);
    }
}
