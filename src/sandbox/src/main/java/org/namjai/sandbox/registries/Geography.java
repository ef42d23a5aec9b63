package org.namjai.sandbox.registries;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The 928 districts, each province with its share of the country's people. */
final class Geography {
    /** Registered people in thousands, 2023, rounded; the first two digits of a district's code are its province. */
    private static final String PEOPLE =
            """
            10:5471 11:1372 12:1308 13:1219 14:821 15:272 16:728 17:201 18:314 19:640 20:1618 21:771 22:535 23:227
            24:731 25:501 26:260 27:560 30:2625 31:1573 32:1367 33:1450 34:1869 35:529 36:1113 37:374 38:421 39:508
            40:1780 41:1560 42:637 43:514 44:940 45:1288 46:968 47:1142 48:715 49:351 50:1798 51:398 52:718 53:439
            54:426 55:471 56:456 57:1299 58:286 60:1026 61:323 62:708 63:691 64:576 65:842 66:521 67:967 70:865
            71:894 72:826 73:922 74:590 75:188 76:481 77:551 80:1543 81:482 82:267 83:424 84:1078 85:194 86:509
            90:1433 91:325 92:637 93:521 94:740 95:549 96:819
            """;

    /** The district of a province's town, and how many times the people of another it has. */
    private static final String TOWN = "01";

    private static final int TOWN_WEIGHT = 3;
    private static final String BANGKOK = "10";

    private final List<String> districts;
    private final double[] upTo;

    Geography() {
        districts = read();
        upTo = cumulated(districts);
    }

    List<String> districts() {
        return districts;
    }

    /** @param share from 0 to 1 */
    String district(double share) {
        int at = Arrays.binarySearch(upTo, share * upTo[upTo.length - 1]);
        return districts.get(Math.min(at < 0 ? -at - 1 : at, districts.size() - 1));
    }

    static String province(String district) {
        return district.substring(0, 2);
    }

    static boolean isTown(String district) {
        return district.endsWith(TOWN) && !province(district).equals(BANGKOK);
    }

    private static double[] cumulated(List<String> districts) {
        Map<String, Integer> people = Arrays.stream(PEOPLE.strip().split("\\s+"))
                .map(entry -> entry.split(":"))
                .collect(Collectors.toMap(
                        entry -> entry[0], entry -> Integer.valueOf(entry[1]), (a, b) -> a, TreeMap::new));
        Map<String, Integer> weights = districts.stream()
                .collect(Collectors.groupingBy(Geography::province, Collectors.summingInt(Geography::weight)));
        Function<String, Double> share = district -> people.getOrDefault(province(district), 0)
                * (double) weight(district)
                / weights.getOrDefault(province(district), 1);
        double[] upTo = districts.stream().mapToDouble(share::apply).toArray();
        Arrays.parallelPrefix(upTo, Double::sum);
        return upTo;
    }

    private static int weight(String district) {
        return isTown(district) ? TOWN_WEIGHT : 1;
    }

    private static List<String> read() {
        try (InputStream in = Geography.class.getResourceAsStream("/geography/districts.csv")) {
            if (in == null) throw new IllegalStateException("geography/districts.csv is not in the sandbox's jar");
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> line.matches("\\d{4},.*"))
                    .map(line -> line.substring(0, 4))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
