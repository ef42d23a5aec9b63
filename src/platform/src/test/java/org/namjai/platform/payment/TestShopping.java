package org.namjai.platform.payment;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.namjai.platform.MadeCitizens;
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

/** People with money in their wallets at Bua, shops, what the ones buy at the others, and what comes after it. */
@Component
public class TestShopping {
    public static final ProgrammeId PROGRAMME = new ProgrammeId("digital-wallet");
    public static final ParticipantId BUA = new ParticipantId("bua");
    public static final ParticipantId KHAOHOM = new ParticipantId("khaohom");

    /** Before each test. */
    static final Person NOBODY =
            new Person(new CitizenId("1101700230708"), new Pseudonym("a".repeat(32)), new UUID(0, 0));

    private static final String DISTRICT = "1001";

    private final Payments payments;
    private final Merchants merchants;
    private final Wallets wallets;
    private final People people;
    private final Programmes programmes;
    private final Books books;
    private final Settlements settlements;
    private final Map<UUID, String> districts = new ConcurrentHashMap<>();

    TestShopping(
            Payments payments,
            Merchants merchants,
            Wallets wallets,
            People people,
            Programmes programmes,
            Books books,
            Settlements settlements) {
        this.payments = payments;
        this.merchants = merchants;
        this.wallets = wallets;
        this.people = people;
        this.programmes = programmes;
        this.books = books;
        this.settlements = settlements;
    }

    public record Person(CitizenId citizen, Pseudonym pseudonym, UUID wallet) {}

    /** Somebody nobody has met, registered where most shops are. */
    public Person personWith(long satang) {
        return personWith(satang, DISTRICT);
    }

    public Person personWith(long satang, String district) {
        return personWith(satang, district, MadeCitizens.somebody());
    }

    public Person personWith(long satang, String district, CitizenId citizen) {
        Pseudonym pseudonym = people.enter(citizen);
        UUID wallet = UUID.randomUUID();
        wallets.on(
                new WalletsCredited(List.of(new WalletsCredited.Wallet(wallet, PROGRAMME, BUA, pseudonym, district))));
        fill(pseudonym, satang);
        return new Person(citizen, pseudonym, wallet);
    }

    /** A new one. */
    public UUID shop(ParticipantId participant) {
        UUID id = UUID.randomUUID();
        merchants.register(TestMerchants.shop(id, participant, DISTRICT), RegisteredMerchant.State.ACTIVE);
        districts.put(id, DISTRICT);
        return id;
    }

    /** Khaohom's, registered, or told of anew. */
    public UUID shop(UUID id, String merchantClass, String district) {
        merchants.register(
                new Merchant(id, KHAOHOM, "ร้านทดสอบ", merchantClass, district, List.of("food"), Tax.NONE, false),
                RegisteredMerchant.State.ACTIVE);
        districts.put(id, district);
        return id;
    }

    /** Scanned in the shop just now. */
    public PaymentOrder order(Person payer, UUID shop, long satang) {
        return order(BUA, payer.pseudonym(), payer.wallet(), shop, satang);
    }

    private PaymentOrder order(ParticipantId participant, Pseudonym payer, UUID wallet, UUID shop, long satang) {
        return new PaymentOrder(
                UUID.randomUUID(),
                participant,
                PROGRAMME,
                payer,
                wallet,
                shop,
                satang,
                List.of("food"),
                new FaceToFace(true, districts.getOrDefault(shop, DISTRICT), Instant.now()),
                null);
    }

    /** The payment's id, authorised or not. */
    public UUID buys(Person payer, UUID shop, long satang) {
        return asked(order(payer, shop, satang));
    }

    /** A shop pays from the wallet that settlement filled. */
    UUID spends(UUID shop, ParticipantId participant, UUID at, long satang) {
        Pseudonym payer = Merchant.subject(shop);
        UUID wallet = new ShopWallet(PROGRAMME, participant, shop, payer, DISTRICT).id();
        return asked(order(participant, payer, wallet, at, satang));
    }

    private UUID asked(PaymentOrder order) {
        payments.authorise(order).join();
        return order.id();
    }

    /** Must be authorised; the payment's id. */
    public UUID pays(Person payer, UUID shop, long satang) {
        PaymentOrder order = order(payer, shop, satang);
        Authorisation answer = payments.authorise(order).join();
        if (!((Authorisation.Decided) answer).isAuthorised()) throw new AssertionError(answer);
        return order.id();
    }

    /** Codes of the reasons against it; empty when it is authorised. */
    public List<String> refusals(Person payer, UUID shop, long satang) {
        return ((Authorisation.Decided)
                        payments.authorise(order(payer, shop, satang)).join())
                .refusals().stream().map(refusal -> refusal.reason().code()).toList();
    }

    public long balance(Person person) {
        return books.balance(AccountRef.wallet(PROGRAMME, BUA, person.pseudonym()))
                .orElseThrow();
    }

    /** Of the shop's own wallet. */
    long balance(UUID shop, ParticipantId participant) {
        return books.balance(AccountRef.wallet(PROGRAMME, participant, Merchant.subject(shop)))
                .orElse(0L);
    }

    /** What a shop received and was not settled. */
    public long receipts(UUID shop) {
        return books.balance(AccountRef.merchant(PROGRAMME, shop)).orElse(0L);
    }

    /** Finishes the cycle under way and one more, so that everything is settled. */
    public void settleAll() {
        while (!settlements.isComplete(PROGRAMME)) {
            settlements.open(PROGRAMME).ifPresent(cycle -> {
                while (settlements.step(cycle.id())) {
                    // The next set.
                }
            });
        }
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
