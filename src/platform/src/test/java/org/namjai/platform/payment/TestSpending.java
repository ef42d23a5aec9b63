package org.namjai.platform.payment;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
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

/** People with money and shops, for tests of what comes after a purchase. */
@Component
public class TestSpending {
    static final Person NOBODY = new Person(new Pseudonym("a".repeat(32)), new UUID(0, 0));

    private static final ProgrammeId PROGRAMME = new ProgrammeId("digital-wallet");
    private static final ParticipantId BUA = new ParticipantId("bua");
    private static final String DISTRICT = "1001";

    private final Payments payments;
    private final Merchants merchants;
    private final Wallets wallets;
    private final People people;
    private final Programmes programmes;
    private final Books books;
    private final Settlements settlements;

    TestSpending(
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

    /** Somebody with a wallet at Bua. */
    public record Person(Pseudonym subject, UUID wallet) {}

    /** Puts the amount into a new wallet, the whole way. */
    public Person personWith(long satang, CitizenId citizen) {
        var person = new Person(people.enter(citizen), UUID.randomUUID());
        wallets.on(new WalletsCredited(
                List.of(new WalletsCredited.Wallet(person.wallet(), PROGRAMME, BUA, person.subject(), DISTRICT))));
        String key = UUID.randomUUID().toString();
        programmes.appropriate(PROGRAMME, satang, key).orThrow();
        AccountRef entitlement = AccountRef.entitlement(PROGRAMME, person.subject());
        AccountRef clearing = AccountRef.clearing(PROGRAMME, BUA);
        books.open(List.of(entitlement, clearing, account(person)));
        books.post(List.of(
                        move(person, TransferKind.COMMIT, AccountRef.budget(PROGRAMME), entitlement, satang, key),
                        move(person, TransferKind.DISBURSE, entitlement, clearing, satang, key),
                        move(person, TransferKind.CONFIRM, clearing, account(person), satang, key)
                                .following("disburse/" + key)))
                .orThrow();
        return person;
    }

    private static TransferOrder move(
            Person person, TransferKind kind, AccountRef debit, AccountRef credit, long satang, String key) {
        return TransferOrder.of(kind.code() + "/" + key, kind, debit, credit, satang)
                .at(BUA)
                .about(person.subject())
                .because(UUID.randomUUID());
    }

    public UUID shop(ParticipantId participant) {
        UUID id = UUID.randomUUID();
        merchants.register(TestMerchants.shop(id, participant, DISTRICT), RegisteredMerchant.State.ACTIVE);
        return id;
    }

    /** The payment's id, authorised or not. */
    public UUID buys(Person person, UUID shop, long satang) {
        return pays(BUA, person.subject(), person.wallet(), shop, satang);
    }

    /** A shop pays from the wallet that settlement filled. */
    UUID spends(UUID shop, ParticipantId participant, UUID at, long satang) {
        UUID wallet = new ShopWallet(PROGRAMME, participant, shop, Merchant.subject(shop), DISTRICT).id();
        return pays(participant, Merchant.subject(shop), wallet, at, satang);
    }

    private UUID pays(ParticipantId participant, Pseudonym payer, UUID wallet, UUID shop, long satang) {
        UUID id = UUID.randomUUID();
        payments.authorise(new PaymentOrder(
                id,
                participant,
                PROGRAMME,
                payer,
                wallet,
                shop,
                satang,
                List.of("food"),
                new FaceToFace(true, DISTRICT, Instant.now()),
                null));
        return id;
    }

    public long balance(Person person) {
        return books.balance(account(person)).orElseThrow();
    }

    /** Of the shop's own wallet. */
    long balance(UUID shop, ParticipantId participant) {
        return books.balance(AccountRef.wallet(PROGRAMME, participant, Merchant.subject(shop)))
                .orElse(0L);
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

    /** What a shop received and was not settled. */
    public long receipts(UUID shop) {
        return books.balance(AccountRef.merchant(PROGRAMME, shop)).orElse(0L);
    }

    private static AccountRef account(Person person) {
        return AccountRef.wallet(PROGRAMME, BUA, person.subject());
    }
}
