package org.namjai.bank.disbursement;

import java.util.List;
import java.util.UUID;
import org.namjai.bank.account.AccountScheme;

/** The platform's instructions in one pain.001 file. */
record BulkFile(String messageId, String programme, MoneyForm money, List<Item> items) {
    static final int MOST_ITEMS = 10_000;

    BulkFile {
        items = List.copyOf(items);
    }

    /**
     * One payment.
     *
     * @param id under which it is credited once
     * @param account number or proxy, as the scheme says
     */
    record Item(UUID id, long amountSatang, AccountScheme scheme, String account, String citizenId, String payeeRef) {
        /** All that makes two instructions the same one, in a file or alone; hashed, never kept. */
        String canonical(String programme, MoneyForm money) {
            return String.join(
                    "\u001f",
                    programme,
                    money.kind(),
                    citizenId,
                    scheme == AccountScheme.NUMBER ? account : scheme.code() + account,
                    payeeRef,
                    Long.toString(amountSatang),
                    "THB");
        }

        /** Personal data is not printed. */
        @Override
        public String toString() {
            return "Item[" + id + "]";
        }
    }
}
