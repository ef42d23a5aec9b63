package org.namjai.platform.payment;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.namjai.platform.shared.FieldProblem;
import org.namjai.platform.shared.InvalidInput;

/**
 * The fields of a QR code or of one of its templates: two digits tag, two digits length, value. Refuses with
 * {@link InvalidInput} that names the tag, as in {@code qr.30.02}.
 */
final class QrFields {
    private static final int HEAD = 4;
    private static final int CRC_POLYNOMIAL = 0x1021;

    private final String path;
    private final Map<String, String> values = new LinkedHashMap<>();

    private QrFields(String path) {
        this.path = path;
    }

    static QrFields read(String text, String path) {
        var fields = new QrFields(path);
        for (int at = 0; at < text.length(); ) {
            at = fields.take(text, at);
        }
        return fields;
    }

    private int take(String text, int at) {
        if (text.length() - at < HEAD || !text.substring(at, at + HEAD).matches("[0-9]{4}")) {
            throw broken(
                    path,
                    "ต้องเป็นรหัส 2 หลัก ความยาว 2 หลัก แล้วจึงค่า",
                    "must be two digits tag, two digits length, value");
        }
        String tag = text.substring(at, at + 2);
        int end = at + HEAD + Integer.parseInt(text.substring(at + 2, at + HEAD));
        if (end > text.length() || end == at + HEAD) {
            throw broken(inside(tag), "ความยาวไม่ตรงกับค่า", "has another length than it says");
        }
        if (values.put(tag, text.substring(at + HEAD, end)) != null) {
            throw broken(inside(tag), "มีซ้ำ", "is there twice");
        }
        return end;
    }

    boolean has(String tag) {
        return values.containsKey(tag);
    }

    /** The value, which must be there and pass. */
    String need(String tag, Predicate<String> rule, String th, String en) {
        String value = values.get(tag);
        if (value == null || !rule.test(value)) throw broken(inside(tag), th, en);
        return value;
    }

    /** The value, which must pass when it is there. */
    @Nullable
    String find(String tag, Predicate<String> rule, String th, String en) {
        return has(tag) ? need(tag, rule, th, en) : null;
    }

    /** The template under the tag. */
    QrFields inner(String tag) {
        return read(values.getOrDefault(tag, ""), inside(tag));
    }

    String inside(String tag) {
        return path + "." + tag;
    }

    static String field(String tag, String value) {
        return "%s%02d%s".formatted(tag, value.length(), value);
    }

    static InvalidInput broken(String field, String th, String en) {
        return new InvalidInput(List.of(new FieldProblem(field, th, en)));
    }

    /** CRC-16/CCITT-FALSE as four hexadecimal digits. */
    static String crc(String text) {
        int crc = 0xFFFF;
        for (byte b : text.getBytes(UTF_8)) {
            crc ^= (b & 0xFF) << 8;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc & 0x8000) == 0 ? crc << 1 : crc << 1 ^ CRC_POLYNOMIAL;
            }
            crc &= 0xFFFF;
        }
        return "%04X".formatted(crc);
    }
}
