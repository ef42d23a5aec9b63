package org.namjai.platform.payment;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.namjai.platform.shared.ParticipantId;
import org.namjai.platform.shared.Pseudonym;

/**
 * A shop, as its participant tells.
 *
 * @param participant where it banks; only this participant may change it
 * @param merchantClass one of {@link MerchantClass#ALL}
 * @param district DOPA code of the shop
 * @param goods the classes of goods that it declared to sell, kebab case
 * @param postpaidMobile whether the participant has checked that it has a postpaid mobile number; the number, which may be
 *     a person's, stays with the participant
 */
public record Merchant(
        UUID id,
        ParticipantId participant,
        String name,
        String merchantClass,
        String district,
        List<String> goods,
        Tax tax,
        boolean postpaidMobile) {
    public Merchant {
        goods = List.copyOf(goods);
    }

    /** Under which the shop itself pays: its id is no secret, so neither is this. */
    public Pseudonym subject() {
        return subject(id);
    }

    public static Pseudonym subject(UUID merchant) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(("merchant:" + merchant).getBytes(UTF_8));
            return Pseudonym.of(Arrays.copyOf(digest, Pseudonym.BYTES));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
