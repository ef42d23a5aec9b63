package org.namjai.platform.workflow;

import java.time.LocalDate;
import java.time.chrono.ThaiBuddhistChronology;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.camunda.bpm.dmn.engine.impl.DmnDecisionTableInputImpl;
import org.jspecify.annotations.Nullable;
import org.namjai.platform.request.Explanation.Both;

/**
 * An input column of a table: its heading, and the unit that its expression or its heading names (amounts carry their unit
 * in their name).
 */
record Column(String id, String expression, String variable, Both label, Unit unit) {
    private static final Pattern UNIT_IN_HEADING =
            Pattern.compile("\\s*\\((สตางค์|satang|บาท|baht|ปี|years|วัน|days|ตารางวา|square wah)\\)\\s*$");
    private static final long WAH_A_RAI = 400;

    /** How a number is said to people. */
    enum Unit {
        SATANG("[sS]atang\\b|สตางค์"),
        SQUARE_WAH("SquareWah\\b|ตารางวา|square wah"),
        YEARS("\\.years\\b|\\bage\\b|อายุ|\\(years\\)"),
        DAYS("\\bdays|Days\\b|\\.days\\b|\\(days\\)"),
        NONE("$");

        private final Pattern named;

        Unit(String named) {
            this.named = Pattern.compile(named);
        }

        static Unit in(String text) {
            for (Unit unit : values()) {
                if (unit.named.matcher(text).find()) return unit;
            }
            return NONE;
        }
    }

    static Column of(DmnDecisionTableInputImpl input) {
        String heading = input.getName() == null ? input.getId() : input.getName();
        String expression =
                input.getExpression() == null ? null : input.getExpression().getExpression();
        String text = expression == null ? "" : expression;
        String[] languages = heading.split(" / ", 2);
        return new Column(
                input.getId(),
                text,
                input.getInputVariable(),
                new Both(bare(languages[0]), bare(languages[languages.length - 1])),
                Unit.in(text + " " + heading));
    }

    private static String bare(String heading) {
        return UNIT_IN_HEADING.matcher(heading).replaceFirst("");
    }

    /** A value with its unit. */
    Both words(@Nullable Object value) {
        if (value == null) return new Both("ไม่มีข้อมูลในทะเบียน", "not on record");
        if (value instanceof Boolean yes) return yes ? new Both("ใช่", "yes") : new Both("ไม่ใช่", "no");
        if (value instanceof Number number) return number(number);
        if (value instanceof Collection<?> list) {
            return new Both(list.size() + " รายการ", list.size() + (list.size() == 1 ? " entry" : " entries"));
        }
        LocalDate date = date(value);
        return date == null ? new Both(value.toString(), value.toString()) : date(date);
    }

    /** What a value must be to change the outcome, seen from what it is. */
    Both needed(@Nullable Object actual, List<Object> enough) {
        Object nearest = enough.get(0);
        if (actual instanceof Number is && nearest instanceof Number limit) {
            Both words = number(limit);
            return limit.doubleValue() < is.doubleValue()
                    ? new Both("ไม่เกิน " + words.th(), "at most " + words.en())
                    : new Both("อย่างน้อย " + words.th(), "at least " + words.en());
        }
        LocalDate was = actual == null ? null : date(actual);
        LocalDate limit = date(nearest);
        if (was != null && limit != null) {
            Both words = date(limit);
            return limit.isBefore(was)
                    ? new Both("ไม่หลังวันที่ " + words.th(), "not after " + words.en())
                    : new Both("ไม่ก่อนวันที่ " + words.th(), "not before " + words.en());
        }
        if (actual == null && !(nearest instanceof Boolean)) {
            return new Both("ต้องมีข้อมูลในทะเบียน", "must be on record");
        }
        List<Both> values = enough.stream().map(this::words).toList();
        return new Both(
                String.join(" หรือ ", values.stream().map(Both::th).toList()),
                String.join(" or ", values.stream().map(Both::en).toList()));
    }

    private Both number(Number number) {
        return switch (unit) {
            case SATANG -> {
                long satang = number.longValue();
                String baht = grouped(satang / 100)
                        + (satang % 100 == 0 ? "" : String.format(Locale.ROOT, ".%02d", Math.abs(satang % 100)));
                yield new Both(baht + " บาท", baht + " baht");
            }
            case SQUARE_WAH -> area(number.longValue());
            case YEARS -> new Both(plain(number) + " ปี", plain(number) + " years");
            case DAYS -> new Both(plain(number) + " วัน", plain(number) + " days");
            case NONE -> new Both(plain(number), plain(number));
        };
    }

    private static Both area(long wah) {
        String rai = grouped(wah / WAH_A_RAI);
        long rest = wah % WAH_A_RAI;
        if (rest == 0) return new Both(rai + " ไร่", rai + " rai");
        return wah < WAH_A_RAI
                ? new Both(rest + " ตารางวา", rest + " square wah")
                : new Both(rai + " ไร่ " + rest + " ตารางวา", rai + " rai " + rest + " square wah");
    }

    private static String plain(Number number) {
        double value = number.doubleValue();
        return value == Math.rint(value) ? grouped(number.longValue()) : number.toString();
    }

    private static String grouped(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    private static @Nullable LocalDate date(Object value) {
        if (value instanceof LocalDate date) return date;
        try {
            return value instanceof String text && text.length() == 10 ? LocalDate.parse(text) : null;
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    private static Both date(LocalDate date) {
        DateTimeFormatter day = DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.forLanguageTag("th"))
                .withChronology(ThaiBuddhistChronology.INSTANCE);
        return new Both(
                day.format(date),
                DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.ENGLISH).format(date));
    }
}
