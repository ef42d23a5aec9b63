package org.namjai.platform.payment;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.namjai.platform.account.AccountRef;
import org.namjai.platform.account.Books;
import org.namjai.platform.account.TransferKind;
import org.namjai.platform.account.TransferOrder;
import org.namjai.platform.disbursement.WalletsCredited;
import org.namjai.platform.privacy.People;
import org.namjai.platform.programme.Programmes;
import org.namjai.platform.shared.CitizenId;
import org.namjai.platform.shared.ParticipantId;
import org.namjai.platform.shared.ProgrammeId;
import org.namjai.platform.shared.Pseudonym;
import org.springframework.stereotype.Component;

/** People with money in their wallets at Bua, shops at Khaohom, and what the ones buy at the others. */
@Component
public class TestShopping {
    public static final ProgrammeId PROGRAMME = new ProgrammeId("digital-wallet");
    public static final ParticipantId BUA = new ParticipantId("bua");
    public static final ParticipantId KHAOHOM = new ParticipantId("khaohom");

    private static final Random RANDOM = new Random();

    private final Payments payments;
    private final Merchants merchants;
    private final Wallets wallets;
    private final People people;
    private final Programmes programmes;
    private final Books books;
    private final Map<UUID, String> districts = new ConcurrentHashMap<>();

    TestShopping(
            Payments payments,
            Merchants merchants,
            Wallets wallets,
            People people,
            Programmes programmes,
            Books books) {
        this.payments = payments;
        this.merchants = merchants;
        this.wallets = wallets;
        this.people = people;
        this.programmes = programmes;
        this.books = books;
    }

    public record Person(CitizenId citizen, Pseudonym pseudonym, UUID wallet) {}

    /** Somebody nobody has met. */
    public Person personWith(long satang, String district) {
        return personWith(satang, district, somebody());
    }

    public Person personWith(long satang, String district, CitizenId citizen) {
        Pseudonym pseudonym = people.enter(citizen);
        UUID wallet = UUID.randomUUID();
        wallets.on(
                new WalletsCredited(List.of(new WalletsCredited.Wallet(wallet, PROGRAMME, BUA, pseudonym, district))));
        fill(pseudonym, satang);
        return new Person(citizen, pseudonym, wallet);
    }

    private static CitizenId somebody() {
        String digits = "1%011d".formatted(RANDOM.nextLong(100_000_000_000L));
        for (int check = 0; check < 10; check++) {
            if (CitizenId.isValid(digits + check)) return new CitizenId(digits + check);
        }
        throw new AssertionError("one of ten check digits is right");
    }

    /** Registered, or told of anew. */
    public UUID shop(UUID id, String merchantClass, String district) {
        merchants.register(
                new Merchant(id, KHAOHOM, "ร้านทดสอบ", merchantClass, district, List.of("food"), Tax.NONE, false),
                RegisteredMerchant.State.ACTIVE);
        districts.put(id, district);
        return id;
    }

    /** Scanned in the shop just now. */
    public PaymentOrder order(Person payer, UUID shop, long satang) {
        return new PaymentOrder(
                UUID.randomUUID(),
                BUA,
                PROGRAMME,
                payer.pseudonym(),
                payer.wallet(),
                shop,
                satang,
                List.of("food"),
                new FaceToFace(true, Objects.requireNonNull(districts.get(shop)), Instant.now()),
                null);
    }

    /** Must be authorised; the payment's id. */
    public UUID pays(Person payer, UUID shop, long satang) {
        PaymentOrder order = order(payer, shop, satang);
        Authorisation answer = payments.authorise(order);
        if (!((Authorisation.Decided) answer).isAuthorised()) throw new AssertionError(answer);
        return order.id();
    }

    /** Codes of the reasons against it; empty when it is authorised. */
    public List<String> refusals(Person payer, UUID shop, long satang) {
        return ((Authorisation.Decided) payments.authorise(order(payer, shop, satang)))
                .refusals().stream().map(refusal -> refusal.reason().code()).toList();
    }

    public long balance(Person person) {
        return books.balance(AccountRef.wallet(PROGRAMME, BUA, person.pseudonym()))
                .orElseThrow();
    }

    /** The whole way of the money. */
    private void fill(Pseudonym payer, long satang) {
        String key = UUID.randomUUID().toString();
        programmes.appropriate(PROGRAMME, satang, key).orThrow();
        AccountRef entitlement = AccountRef.entitlement(PROGRAMME, payer);
        AccountRef clearing = AccountRef.clearing(PROGRAMME, BUA);
        AccountRef wallet = AccountRef.wallet(PROGRAMME, BUA, payer);
        List.of(entitlement, clearing, wallet).forEach(books::open);
        books.post(List.of(
                        move(key, TransferKind.COMMIT, AccountRef.budget(PROGRAMME), entitlement, payer, satang),
                        move(key, TransferKind.DISBURSE, entitlement, clearing, payer, satang),
                        move(key, TransferKind.CONFIRM, clearing, wallet, payer, satang)
                                .following(TransferKind.DISBURSE.code() + key)))
                .orThrow();
    }

    private static TransferOrder move(
            String key, TransferKind kind, AccountRef debit, AccountRef credit, Pseudonym payer, long satang) {
        return TransferOrder.of(kind.code() + key, kind, debit, credit, satang)
                .at(BUA)
                .about(payer)
                .because(UUID.randomUUID());
    }
}
