package org.namjai.sandbox.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import javax.sql.DataSource;
import org.namjai.platform.geography.District;
import org.namjai.platform.geography.Districts;

/**
 * Made people with wallets and made shops, over all districts alike. Shops are visited as a Zipf law has it: the
 * n-th as often as the first divided by n to the power of {@link #SKEW}.
 */
final class MadeShoppers {
    /** The busiest shop has one payment in eighty: at 5,000 a second its district's people stay below their minute's limit. */
    private static final double SKEW = 0.7;

    private final DataSource database;
    private final int people;
    private final List<String> districts;
    private final double[] visits = new double[MadeBooks.MERCHANTS];

    MadeShoppers(DataSource database, Districts districts, int people) {
        this.database = database;
        this.people = people;
        this.districts = districts.all().stream().map(District::code).toList();
        double sum = 0;
        for (int i = 0; i < visits.length; i++) {
            sum += Math.pow(i + 1, -SKEW);
            visits[i] = sum;
        }
    }

    void register() throws SQLException {
        insert(
                """
                insert into merchant (id, participant, name, class, district, goods)
                select ('00000000-0000-0000-0000-' || lpad(to_hex(i), 12, '0'))::uuid, 'bank' || i %% %1$d, 'ร้าน ' || i,
                       'small-shop', (?::text[])[1 + i %% %2$d], '{food,general,alcohol}'
                from generate_series(0, %3$d) i
                """
                        .formatted(MadeBooks.PARTICIPANTS, districts.size(), MadeBooks.MERCHANTS - 1));
        insert(
                """
                insert into wallet (id, programme, participant, subject, district, opened_at)
                select ('00000001-0000-0000-0000-' || lpad(to_hex(i), 12, '0'))::uuid, '%1$s', 'bank' || i %% %2$d,
                       lpad(translate(i::text, '0123456789', 'abcdefghij'), 32, 'a'), (?::text[])[1 + i / %2$d %% %3$d],
                       now()
                from generate_series(0, %4$d) i
                """
                        .formatted(MadeBooks.PROGRAMME.value(), MadeBooks.PARTICIPANTS, districts.size(), people - 1));
    }

    private void insert(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql);
                Statement maintenance = connection.createStatement()) {
            statement.setArray(1, connection.createArrayOf("text", districts.toArray()));
            statement.execute();
            maintenance.execute("vacuum analyze merchant");
            maintenance.execute("vacuum analyze wallet");
        }
    }

    static UUID wallet(long person) {
        return new UUID(1L << 32, person);
    }

    String district(int merchant) {
        return districts.get(merchant % districts.size());
    }

    /** The place of the shop that is visited next. */
    int visited(SplittableRandom random) {
        double point = random.nextDouble(visits[visits.length - 1]);
        int low = 0;
        int high = visits.length - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (visits[middle] < point) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Somebody who is registered in the shop's district. */
    long neighbour(int merchant, SplittableRandom random) {
        return personIn(merchant % districts.size(), random);
    }

    /** Somebody of the next district. */
    long stranger(int merchant, SplittableRandom random) {
        return personIn((merchant + 1) % districts.size(), random);
    }

    private long personIn(int district, SplittableRandom random) {
        int households = people / (MadeBooks.PARTICIPANTS * districts.size());
        long inDistrict = district + (long) districts.size() * random.nextInt(households);
        return inDistrict * MadeBooks.PARTICIPANTS + random.nextInt(MadeBooks.PARTICIPANTS);
    }
}
