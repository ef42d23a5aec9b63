package org.namjai.bank.disbursement;

import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.namjai.bank.account.Books;
import org.namjai.bank.account.CitizenHash;
import org.namjai.bank.account.Customers;
import org.namjai.bank.account.Customers.Customer;
import org.namjai.bank.account.Wallets;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Takes the platform's instructions and credits each exactly once. */
@Service
public class Disbursements {
    private final JdbcClient jdbc;
    private final Customers customers;
    private final Wallets wallets;
    private final Books books;
    private final CitizenHash hash;

    Disbursements(JdbcClient jdbc, Customers customers, Wallets wallets, Books books, CitizenHash hash) {
        this.jdbc = jdbc;
        this.customers = customers;
        this.wallets = wallets;
        this.books = books;
        this.hash = hash;
    }

    /** Whether an instruction was taken; a second one under the same id must be the same. */
    enum Taken {
        ACCEPTED,
        CONTRADICTION
    }

    /**
     * Decides, credits and keeps the answer in one transaction; the answer goes out afterwards. Two calls at once: one
     * waits for the other and finds its row.
     */
    @Transactional
    Taken take(UUID id, Instruction instruction) {
        byte[] content = hash.of(instruction.canonical());
        lock(id);
        Optional<Boolean> same = jdbc.sql("select content_hash = ? from disbursement where id = ?")
                .params(content, id)
                .query(Boolean.class)
                .optional();
        if (same.isPresent()) return same.get() ? Taken.ACCEPTED : Taken.CONTRADICTION;
        String refusal = refusal(instruction);
        UUID wallet = refusal == null ? credit(id, instruction) : null;
        jdbc.sql(
                        """
                        insert into disbursement
                            (id, programme, payee_ref, content_hash, amount_satang, outcome, reason_code, wallet)
                        values (?, ?, ?, ?, ?, ?, ?, ?)
                        """)
                .params(
                        id,
                        instruction.programme(),
                        instruction.payee().payeeRef(),
                        content,
                        instruction.amountSatang(),
                        refusal == null ? "credited" : "refused",
                        refusal,
                        wallet)
                .update();
        return Taken.ACCEPTED;
    }

    private void lock(UUID id) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended('disbursement:' || ?, 0))")
                .param(id.toString())
                .query((row, n) -> 0)
                .single();
    }

    private @Nullable String refusal(Instruction instruction) {
        Optional<Customer> customer = customers.ofAccount(instruction.payee().account());
        if (customer.isEmpty()) return "no-such-account";
        if (customer.get().closed()) return "account-closed";
        return customers.is(customer.get(), instruction.payee().citizenId()) ? null : "name-mismatch";
    }

    private UUID credit(UUID id, Instruction instruction) {
        Customer customer = customers.ofAccount(instruction.payee().account()).orElseThrow();
        UUID wallet = wallets.open(instruction.programme(), instruction.payee().payeeRef(), customer.id());
        books.open(Books.SCHEME, "scheme");
        books.transfer("credit/" + id, Books.SCHEME, wallet, instruction.amountSatang());
        return wallet;
    }
}
