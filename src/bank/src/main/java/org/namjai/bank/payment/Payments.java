package org.namjai.bank.payment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.namjai.bank.account.Books;
import org.namjai.bank.account.Wallets;
import org.namjai.bank.account.Wallets.Wallet;
import org.namjai.bank.security.PlatformClient;
import org.namjai.bank.security.Refusal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.RestClientException;

/**
 * A payment is written down as pending before the platform is asked, under the id that the platform gets as key: after a
 * crash at any line it is asked again with the same key, gets the same answer, and is booked once.
 */
@Service
public class Payments {
    private static final Logger LOG = LoggerFactory.getLogger(Payments.class);
    private static final Duration LEFT_BEHIND = Duration.ofSeconds(15);
    private static final int BATCH = 20;
    private static final Set<Integer> FINAL = Set.of(400, 409, 422);

    private final JdbcClient jdbc;
    private final Wallets wallets;
    private final Books books;
    private final PlatformClient platform;
    private final QrReader codes;
    private final TransactionTemplate transaction;
    private final ObjectMapper json;

    Payments(
            JdbcClient jdbc,
            Wallets wallets,
            Books books,
            PlatformClient platform,
            QrReader codes,
            TransactionTemplate transaction,
            ObjectMapper json) {
        this.jdbc = jdbc;
        this.wallets = wallets;
        this.books = books;
        this.platform = platform;
        this.codes = codes;
        this.transaction = transaction;
        this.json = json;
    }

    /** @param state {@code pending}, {@code authorised} or {@code refused} */
    public record Payment(
            UUID id,
            UUID wallet,
            Purchase order,
            String state,
            List<PaymentAnswer.RefusalReason> reasons,
            OffsetDateTime at) {
        PaymentAnswer answer() {
            return new PaymentAnswer(id, state, reasons);
        }
    }

    /** Pays once for each key; the same key and order again gives the first answer again. */
    public PaymentAnswer pay(UUID key, UUID wallet, PaymentOrder order) {
        Wallet payer = wallets.find(wallet)
                .orElseThrow(() -> new Refusal(
                        HttpStatus.NOT_FOUND, "walletId", "ไม่พบกระเป๋าเงินนี้", "There is no such wallet."));
        Purchase purchase = codes.purchase(order);
        Payment payment = writeDown(key, wallet, purchase);
        if (!payment.wallet().equals(wallet) || !payment.order().equals(purchase)) {
            throw new Refusal(
                    HttpStatus.UNPROCESSABLE_ENTITY,
                    "Idempotency-Key",
                    "รหัสนี้ใช้กับรายการอื่นแล้ว",
                    "This key was used for another payment.");
        }
        return payment.state().equals("pending") ? askAndBook(payment, payer) : payment.answer();
    }

    private Payment writeDown(UUID key, UUID wallet, Purchase order) {
        FaceToFace met = order.faceToFace();
        jdbc.sql(
                        """
                        insert into payment (id, wallet, merchant, amount_satang, goods_classes, face_to_face,
                            scan_district, scanned_at, qr)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing
                        """)
                .params(
                        key,
                        wallet,
                        order.merchantId(),
                        order.amountSatang(),
                        order.goodsClasses().toArray(String[]::new),
                        met != null && met.scannedInPerson(),
                        met == null ? null : met.district(),
                        met == null ? null : met.at().atOffset(ZoneOffset.UTC),
                        order.qr())
                .update();
        return find(key).orElseThrow();
    }

    private PaymentAnswer askAndBook(Payment payment, Wallet payer) {
        PaymentAnswer answer = ask(payment, payer);
        try {
            transaction.executeWithoutResult(status -> book(payment.id(), answer.isAuthorised(), answer.reasons()));
        } catch (Books.InsufficientBalanceException e) {
            // The state knows of money that this bank learns of with the next page; then it is booked.
            LOG.info("Payment {} is authorised and waits for the page: {}", payment.id(), e.getMessage());
        }
        return answer;
    }

    private PaymentAnswer ask(Payment payment, Wallet payer) {
        try {
            return authorisation(payment, payer);
        } catch (HttpClientErrorException e) {
            if (!FINAL.contains(e.getStatusCode().value())) throw e;
            return new PaymentAnswer(payment.id(), "refused", reasons(e));
        }
    }

    /** The platform could make nothing of it, and never will. */
    private static List<PaymentAnswer.RefusalReason> reasons(HttpClientErrorException e) {
        JsonNode problem = e.getResponseBodyAs(JsonNode.class);
        if (problem == null) throw e;
        return StreamSupport.stream(problem.path("errors").spliterator(), false)
                .map(error -> new PaymentAnswer.RefusalReason(
                        "payer",
                        "invalid-" + error.path("field").asText(),
                        error.path("field").asText() + ": " + error.path("th").asText(),
                        error.path("field").asText() + ": " + error.path("en").asText()))
                .toList();
    }

    private PaymentAnswer authorisation(Payment payment, Wallet payer) {
        Purchase order = payment.order();
        PaymentAnswer answer = platform.http()
                .post()
                .uri("/api/v1/payments")
                .header("Idempotency-Key", payment.id().toString())
                .contentType(MediaType.APPLICATION_JSON)
                .body(new Authorisation(
                        payer.programme(),
                        payer.payeeRef(),
                        payer.walletId(),
                        order.qr() == null ? order.merchantId() : null,
                        order.qr(),
                        order.amountSatang(),
                        order.goodsClasses(),
                        order.faceToFace()))
                .retrieve()
                .body(PaymentAnswer.class);
        if (answer == null) throw new RestClientException("the platform gave an empty answer");
        return answer;
    }

    /** Within a transaction; a payment that was booked stays as it is. */
    private void book(UUID id, boolean authorised, List<PaymentAnswer.RefusalReason> reasons) {
        Optional<Payment> pending = lock(id).filter(payment -> payment.state().equals("pending"));
        if (pending.isEmpty()) return;
        Payment payment = pending.get();
        if (authorised) {
            // The merchant may bank elsewhere; its account here then stands for that bank's claim.
            books.open(payment.order().merchantId(), "merchant");
            books.transfer(
                    "payment/" + id,
                    payment.wallet(),
                    payment.order().merchantId(),
                    payment.order().amountSatang());
        }
        jdbc.sql("update payment set state = ?, reasons = ?, finished_at = now() where id = ?")
                .params(authorised ? "authorised" : "refused", write(reasons), id)
                .update();
    }

    /**
     * Books one that is still pending: standing on a ledger page proves that the platform authorised it. Within the
     * caller's transaction.
     */
    void complete(UUID pending) {
        book(pending, true, List.of());
    }

    /** Asks again for what a crash or a lost answer left pending. */
    @Scheduled(fixedDelayString = "5s")
    void resume() {
        List<UUID> left = jdbc.sql(
                        "select id from payment where state = 'pending' and created_at < now() - make_interval(secs => ?)"
                                + " order by created_at limit ?")
                .params(LEFT_BEHIND.toSeconds(), BATCH)
                .query(UUID.class)
                .list();
        for (UUID id : left) {
            try {
                Payment payment = find(id).orElseThrow();
                askAndBook(payment, wallets.find(payment.wallet()).orElseThrow());
            } catch (RestClientException e) {
                LOG.warn("Payment {} stays pending: {}", id, e.getMessage());
            }
        }
    }

    public Optional<Payment> find(UUID id) {
        return jdbc.sql("select * from payment where id = ?")
                .param(id)
                .query(this::read)
                .optional();
    }

    private Optional<Payment> lock(UUID id) {
        return jdbc.sql("select * from payment where id = ? for update")
                .param(id)
                .query(this::read)
                .optional();
    }

    /** A payment, and what the shop gave back of it. */
    public record Spent(Payment payment, long givenBackSatang) {}

    /** The newest payments of a wallet. */
    public List<Spent> ofWallet(UUID wallet) {
        return jdbc.sql(
                        """
                        select p.*, coalesce(r.amount_satang, 0) as given_back_satang
                        from payment p left join payment_reversal r on r.payment = p.id
                        where p.wallet = ? order by p.created_at desc limit 20
                        """)
                .param(wallet)
                .query((row, n) -> new Spent(read(row, n), row.getLong("given_back_satang")))
                .list();
    }

    private Payment read(ResultSet row, int number) throws SQLException {
        return new Payment(
                row.getObject("id", UUID.class),
                row.getObject("wallet", UUID.class),
                new Purchase(
                        row.getObject("merchant", UUID.class),
                        row.getLong("amount_satang"),
                        List.of((String[]) row.getArray("goods_classes").getArray()),
                        faceToFace(row),
                        row.getString("qr")),
                row.getString("state"),
                readReasons(row.getString("reasons")),
                row.getObject("created_at", OffsetDateTime.class));
    }

    private static @Nullable FaceToFace faceToFace(ResultSet row) throws SQLException {
        OffsetDateTime at = row.getObject("scanned_at", OffsetDateTime.class);
        return at == null
                ? null
                : new FaceToFace(row.getBoolean("face_to_face"), row.getString("scan_district"), at.toInstant());
    }

    private String write(List<PaymentAnswer.RefusalReason> reasons) {
        try {
            return json.writeValueAsString(reasons);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<PaymentAnswer.RefusalReason> readReasons(String text) {
        try {
            return List.of(json.readValue(text, PaymentAnswer.RefusalReason[].class));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The body of what the platform is asked. */
    record Authorisation(
            String programme,
            String payerRef,
            UUID walletId,
            @Nullable UUID merchantId,
            @Nullable String qr,
            long amountSatang,
            List<String> goodsClasses,
            @Nullable FaceToFace faceToFace) {}
}
