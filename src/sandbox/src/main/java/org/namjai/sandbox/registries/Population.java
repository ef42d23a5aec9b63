package org.namjai.sandbox.registries;

import java.time.LocalDate;
import java.util.AbstractList;
import java.util.List;
import java.util.Optional;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;

/**
 * Made people, the same for the same seed. Nobody is stored: each person and household is computed from its number, and a
 * citizen id carries the person's number, so that a million people cost nothing and are found at once.
 */
public final class Population {
    /** Where the made people and shops have their accounts; others may take part besides. */
    public static final List<String> BANKS = List.of("bua", "khaohom");

    /** As many as seven digits number. */
    public static final int LARGEST = 8_999_999;

    private static final long SEED = 25_670_801;
    private static final int FIRST_SERIAL = 1_000_000;
    private static final LocalDate TODAY = LocalDate.of(2024, 9, 15);

    /** Everybody born from this year on has been given a number of class 1. */
    private static final int CLASS_ONE_FROM = 1984;

    /** Twelve people in households; the first of these is that of the people with logins, who live apart. */
    private static final int[][] TWELVE = {
        {1, 2, 3, 2, 4}, {3, 2, 4, 3}, {2, 2, 3, 1, 4}, {5, 3, 4}, {1, 2, 1, 5, 3}, {2, 4, 2, 4}, {1, 3, 1, 2, 2, 3}
    };

    private static final int HOUSEHOLDS_OF_TWELVE = 6;
    private static final int PEOPLE_OF_TWELVE = 12;
    private static final List<String> NAMED_DISTRICTS = List.of("5701", "6401");
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

    private final int size;
    private final long seed;
    private final Geography geography = new Geography();

    private Population(int size, long seed) {
        if (size < NAMED_DISTRICTS.size() || size > LARGEST) {
            throw new IllegalArgumentException("A population has 2 to " + LARGEST + " people, not " + size);
        }
        this.size = size;
        this.seed = seed;
    }

    /** The named people are the first. */
    public static Population of(int size) {
        return of(size, SEED);
    }

    public static Population of(int size, long seed) {
        return new Population(size, seed);
    }

    /** In the order of their numbers; each is computed when it is asked for. */
    public List<Person> people() {
        return new People();
    }

    /** Those who may ask for something themselves: alive and not a child. */
    public List<Person> applicants(int many) {
        return people().stream()
                .skip(NAMED_DISTRICTS.size())
                .filter(person -> person.alive() && person.birthDate().isBefore(TODAY.minusYears(15)))
                .limit(many)
                .toList();
    }

    public Optional<Person> find(String citizenId) {
        return index(citizenId).map(this::person);
    }

    /** The person behind a login of the sandbox. */
    public Person named(String login) {
        return switch (login) {
            case "somchai" -> person(0);
            case "malee" -> person(1);
            default -> throw new IllegalArgumentException("No made person logs in as " + login);
        };
    }

    long seed() {
        return seed;
    }

    Geography geography() {
        return geography;
    }

    /** Of the person with this number, which must be one of the population's. */
    Optional<Household> householdOf(String citizenId) {
        return index(citizenId).map(this::household);
    }

    /** The household with this number, if there is one; its neighbours have the numbers beside it. */
    @Nullable
    Household household(long number) {
        int[] sizes = sizes(number / HOUSEHOLDS_OF_TWELVE);
        int place = (int) (number % HOUSEHOLDS_OF_TWELVE);
        long first = number / HOUSEHOLDS_OF_TWELVE * PEOPLE_OF_TWELVE;
        for (int before = 0; before < place && before < sizes.length; before++) first += sizes[before];
        return place < sizes.length && first < size ? household(number, (int) first, sizes[place]) : null;
    }

    private Optional<Integer> index(String citizenId) {
        if (!citizenId.matches("[1-8][0-9]{12}")) return Optional.empty();
        int index = Integer.parseInt(citizenId.substring(5, LENGTH_WITHOUT_CHECK)) - FIRST_SERIAL;
        boolean known = index >= 0 && index < size && person(index).citizenId().equals(citizenId);
        return known ? Optional.of(index) : Optional.empty();
    }

    private int[] sizes(long twelve) {
        return TWELVE[twelve == 0 ? 0 : Draw.of(seed, "twelve", twelve).below(TWELVE.length)];
    }

    private Household household(int index) {
        int twelve = index / PEOPLE_OF_TWELVE;
        int[] sizes = sizes(twelve);
        int place = 0;
        int first = twelve * PEOPLE_OF_TWELVE;
        while (first + sizes[place] <= index) first += sizes[place++];
        return household((long) twelve * HOUSEHOLDS_OF_TWELVE + place, first, sizes[place]);
    }

    private Household household(long number, int first, int members) {
        boolean named = number < NAMED_DISTRICTS.size();
        Draw draw = Draw.of(seed, "household", number);
        String district = geography.district(draw.share());
        boolean registered = !draw.perMille(10);
        boolean farms = draw.perMille(farmsPerMille(district));
        return named
                ? new Household(number, first, members, NAMED_DISTRICTS.get((int) number), true, true, true)
                : new Household(number, first, members, district, registered, farms, false);
    }

    private static int farmsPerMille(String district) {
        return switch (Geography.province(district)) {
            case "10" -> 5;
            case "11", "12", "13", "73", "74", "83" -> 40;
            default -> Geography.isTown(district) ? 100 : 320;
        };
    }

    private Person person(int index) {
        Household home = household(index);
        Draw draw = Draw.of(seed, "person", index);
        int place = index - home.first();
        int age = age(place, draw);
        LocalDate birthDate = TODAY.minusYears(age).minusDays(draw.below(365));
        boolean foreign = draw.perMille(15);
        Person any = new Person(
                citizenId(
                        index,
                        home.district(),
                        foreign && !home.named() ? 6 : birthDate.getYear() < CLASS_ONE_FROM ? 3 : 1),
                FIRST_NAMES.get(index % FIRST_NAMES.size()) + " " + LAST_NAMES.get(draw.below(LAST_NAMES.size())),
                birthDate,
                foreign && !home.named() ? List.of("MM", "LA", "KH").get(draw.below(3)) : "TH",
                home.registered(),
                !draw.perMille(age >= 70 ? 25 : 5),
                home.district(),
                home.houseCode(),
                place == 0,
                draw.perMille(20) ? null : income(age, draw),
                age < 18 ? draw.between(0, 1_000_000) : 100 * draw.logNormal(40_000, 1.6),
                age >= 18 && draw.perMille(5),
                draw.perMille(7),
                BANKS.get(index % BANKS.size()),
                String.valueOf(1_000_000_000L + index * 7_919L),
                promptPay(draw));
        return home.named() && index < NAMED_DISTRICTS.size() ? withoutFault(any) : any;
    }

    /** The head and the next are grown up; the others are children, young people and a few of the old. */
    private static int age(int place, Draw draw) {
        if (place < 2) return 25 - 3 * place + (int) (60 * Math.pow(draw.share(), 1.5));
        int kind = draw.below(100);
        if (kind < 50) return draw.below(16);
        return kind < 90 ? 16 + draw.below(25) : 60 + draw.below(30);
    }

    private static long income(int age, Draw draw) {
        if (age < 18) return 0;
        return 100 * draw.logNormal(age < 60 ? 180_000 : 60_000, 0.9);
    }

    private static Person.PromptPay promptPay(Draw draw) {
        int kind = draw.below(1_000);
        if (kind < 974) return Person.PromptPay.WORKS;
        if (kind < 988) return Person.PromptPay.NOT_LINKED;
        return kind < 996 ? Person.PromptPay.ACCOUNT_CLOSED : Person.PromptPay.ACCOUNT_DORMANT;
    }

    private static Person withoutFault(Person any) {
        return new Person(
                any.citizenId(),
                any.nameTh(),
                any.birthDate(),
                any.nationality(),
                true,
                true,
                any.district(),
                any.houseCode(),
                any.headOfHousehold(),
                25_000_000L,
                2_000_000L,
                false,
                false,
                any.bank(),
                any.account(),
                Person.PromptPay.WORKS);
    }

    /** Person class, the office of the district, a serial, and the check digit of the Department of Provincial Administration. */
    private static String citizenId(int index, String district, int kind) {
        String digits = kind + district + (FIRST_SERIAL + index);
        int sum = 0;
        for (int i = 0; i < LENGTH_WITHOUT_CHECK; i++) sum += (digits.charAt(i) - '0') * (13 - i);
        return digits + (11 - sum % 11) % 10;
    }

    private final class People extends AbstractList<Person> implements RandomAccess {
        @Override
        public Person get(int index) {
            if (index < 0 || index >= size) throw new IndexOutOfBoundsException(index);
            return person(index);
        }

        @Override
        public int size() {
            return size;
        }
    }
}
