package org.namjai.sandbox.registries;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * Made people, the same for the same seed, spread over the real 928 districts. The first ones are known by name; then
 * a few in a hundred each fall short of one condition of the programmes.
 */
public final class Population {
    /** Where the made people and shops have their accounts; others may take part besides. */
    public static final List<String> BANKS = List.of("bua", "khaohom");

    /** 30,000,000 satang is 300,000 baht. */
    private static final long COMMON_INCOME_SATANG = 30_000_000;

    private static final long COMMON_DEPOSITS_SATANG = 15_000_000;
    private static final long SEED = 25_670_801;
    private static final LocalDate YOUNGEST_ADULT = LocalDate.of(2008, 9, 15);
    private static final List<String> FIRST_NAMES = List.of(
            "สมชาย",
            "มาลี",
            "ประเสริฐ",
            "วันเพ็ญ",
            "บุญมี",
            "สุดา",
            "ณรงค์",
            "อรทัย",
            "สมบัติ",
            "จันทร์เพ็ญ",
            "วิชัย",
            "ดวงใจ",
            "ธนา",
            "กานดา",
            "ปิติ",
            "ชูใจ");
    private static final List<String> LAST_NAMES = List.of(
            "ใจดี",
            "ทองดี",
            "แสงสว่าง",
            "บุญช่วย",
            "รักไทย",
            "ศรีสุข",
            "พงษ์ไพร",
            "นาคำ",
            "วงศ์ใหญ่",
            "มั่นคง",
            "สายธาร",
            "แก้วมณี");
    private static final int LENGTH_WITHOUT_CHECK = 12;

    private final Map<String, Person> byCitizenId = new LinkedHashMap<>();
    private final List<Person> people = new ArrayList<>();

    private Population() {}

    /** At least {@code size} people; the named ones are the first. */
    public static Population of(int size) {
        Population population = new Population();
        List<String> districts = districts();
        Random random = new Random(SEED);
        for (int i = 0; i < size; i++) population.add(make(i, random, districts));
        return population;
    }

    public List<Person> people() {
        return List.copyOf(people);
    }

    public Optional<Person> find(String citizenId) {
        return Optional.ofNullable(byCitizenId.get(citizenId));
    }

    /** The person behind a login of the sandbox. */
    public Person named(String login) {
        return switch (login) {
            case "somchai" -> people.get(0);
            case "malee" -> people.get(1);
            default -> throw new IllegalArgumentException("No made person logs in as " + login);
        };
    }

    private void add(Person person) {
        byCitizenId.put(person.citizenId(), person);
        people.add(person);
    }

    private static Person make(int index, Random random, List<String> districts) {
        String district = districts.get(random.nextInt(districts.size()));
        Condition condition = index < 2 ? Condition.NONE : Condition.at(random.nextInt(100));
        int ageInDays = random.nextInt(60 * 365);
        LocalDate birthDate = condition == Condition.TOO_YOUNG
                ? YOUNGEST_ADULT.plusDays(1 + random.nextInt(3000))
                : YOUNGEST_ADULT.minusDays(ageInDays);
        long income = condition == Condition.HIGH_INCOME
                ? 84_000_001L + random.nextInt(100_000_000)
                : random.nextInt((int) COMMON_INCOME_SATANG);
        long deposits = condition == Condition.HIGH_DEPOSITS
                ? 50_000_001L + random.nextInt(100_000_000)
                : random.nextInt((int) COMMON_DEPOSITS_SATANG);
        return new Person(
                citizenId(index, district),
                FIRST_NAMES.get(index % FIRST_NAMES.size()) + " " + LAST_NAMES.get(random.nextInt(LAST_NAMES.size())),
                birthDate,
                condition == Condition.FOREIGN ? "MM" : "TH",
                condition != Condition.NOT_ON_REGISTER,
                condition != Condition.DEAD,
                district,
                condition == Condition.NO_INCOME_RECORD ? null : income,
                deposits,
                condition == Condition.IN_PRISON,
                condition == Condition.SUSPENDED,
                BANKS.get(index % BANKS.size()),
                String.format("%010d", 1_000_000_000L + index * 7_919L));
    }

    /** What keeps a person from the grant, or sends the case to a case worker. */
    private enum Condition {
        NONE,
        TOO_YOUNG,
        FOREIGN,
        NOT_ON_REGISTER,
        DEAD,
        HIGH_INCOME,
        HIGH_DEPOSITS,
        NO_INCOME_RECORD,
        IN_PRISON,
        SUSPENDED;

        /** Two in a hundred for each, the rest have none. */
        static Condition at(int percentile) {
            int index = percentile / 2 + 1;
            return index < values().length ? values()[index] : NONE;
        }
    }

    /** Person class 1, the office of the district, a serial, and the check digit of the Department of Provincial Administration. */
    private static String citizenId(int index, String district) {
        String digits = "1" + district + String.format("%07d", 1_000_000 + index);
        int sum = 0;
        for (int i = 0; i < LENGTH_WITHOUT_CHECK; i++) sum += (digits.charAt(i) - '0') * (13 - i);
        return digits + (11 - sum % 11) % 10;
    }

    private static List<String> districts() {
        try (InputStream in = Population.class.getResourceAsStream("/geography/districts.csv")) {
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
