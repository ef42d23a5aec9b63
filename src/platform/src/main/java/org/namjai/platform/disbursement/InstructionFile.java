package org.namjai.platform.disbursement;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.namjai.platform.shared.CitizenId;
import org.namjai.platform.shared.ParticipantId;
import org.namjai.platform.shared.ProgrammeId;
import org.namjai.platform.shared.Pseudonym;

/**
 * A bulk instruction to one participant: one pain.001 file.
 *
 * @param messageId up to 35 letters, digits and hyphens; the same content is always sent under the same id
 * @param kind what the participant credits
 * @param purpose ISO 20022 purpose code, four letters, such as {@code GOVT} or {@code SSBE}
 * @param items one for each payment, at most {@link #MOST_ITEMS}
 */
record InstructionFile(
        String messageId,
        Instant createdAt,
        LocalDate executionDate,
        ParticipantId participant,
        ProgrammeId programme,
        Kind kind,
        String purpose,
        List<Item> items) {
    /** So many fit into 20 MiB, and each party can hold a file in memory. */
    static final int MOST_ITEMS = 10_000;

    InstructionFile {
        items = List.copyOf(items);
        if (!messageId.matches("[A-Za-z0-9-]{1,35}")) {
            throw new IllegalArgumentException("not a message id: " + messageId);
        }
        if (!purpose.matches("[A-Z0-9]{4}")) {
            throw new IllegalArgumentException("not a purpose code: " + purpose);
        }
        if (items.isEmpty() || items.size() > MOST_ITEMS) {
            throw new IllegalArgumentException("a file has 1 to " + MOST_ITEMS + " items, not " + items.size());
        }
    }

    long totalSatang() {
        return items.stream().mapToLong(Item::amountSatang).sum();
    }

    enum Kind {
        /** Money that is spent under the programme's rules only. */
        WALLET,
        /** Money of the person's own. */
        ACCOUNT
    }

    /** How the account is named. */
    enum Scheme {
        /** By its number at the participant. */
        ACCOUNT("BBAN"),
        /** PromptPay by citizen id. */
        NATIONAL_ID("NATID"),
        /** PromptPay by mobile number, {@code 0066} before it. */
        MOBILE("MSISDN"),
        /** PromptPay by e-wallet id, 15 digits. */
        E_WALLET("EWALLETID");

        private final String code;

        Scheme(String code) {
            this.code = code;
        }

        String code() {
            return code;
        }
    }

    /**
     * One payment.
     *
     * @param id of this try to pay: answered once, and never used for another try; in the file it is the end-to-end id,
     *     32 hexadecimal digits
     * @param account number or proxy, as the scheme says
     */
    record Item(UUID id, long amountSatang, Scheme scheme, String account, CitizenId citizenId, Pseudonym payee) {
        Item {
            if (amountSatang <= 0) {
                throw new IllegalArgumentException("no amount to pay: " + amountSatang);
            }
        }

        /** Personal data is not printed. */
        @Override
        public String toString() {
            return "Item[" + id + "]";
        }
    }
}
