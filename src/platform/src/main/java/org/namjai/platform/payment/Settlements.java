package org.namjai.platform.payment;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.namjai.platform.account.AccountRef;
import org.namjai.platform.account.Books;
import org.namjai.platform.account.ChainId;
import org.namjai.platform.account.TransferKind;
import org.namjai.platform.account.TransferOrder;
import org.namjai.platform.account.Transfers;
import org.namjai.platform.payment.SettlementStore.Item;
import org.namjai.platform.payment.SettlementStore.Received;
import org.namjai.platform.payment.SettlementStore.State;
import org.namjai.platform.shared.ProgrammeId;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Settles what merchants received, in cycles. A cycle takes all purchases and reversals of a programme's chains since the
 * one before; each step is one transaction that does a set of items once, whoever else does the same, and goes on where
 * a crash left it.
 */
@Service
public class Settlements {
    static final int SET = 500;

    private static final ZoneId THAILAND = ZoneId.of("Asia/Bangkok");

    private final SettlementStore store;
    private final SettlementMarks marks;
    private final Transfers transfers;
    private final Books books;
    private final CashOutRules rules;
    private final Clock clock;

    Settlements(
            SettlementStore store,
            SettlementMarks marks,
            Transfers transfers,
            Books books,
            CashOutRules rules,
            Clock clock) {
        this.store = store;
        this.marks = marks;
        this.transfers = transfers;
        this.books = books;
        this.rules = rules;
        this.clock = clock;
    }

    /** The programme's cycle under way, or else a new one; none when merchants received nothing since the last. */
    @Transactional
    public Optional<SettlementCycle> open(ProgrammeId programme) {
        return store.unfinished(programme).or(() -> store.open(programme).flatMap(this::plan));
    }

    private Optional<SettlementCycle> plan(SettlementCycle cycle) {
        int items = 0;
        for (ChainId chain : chains(cycle.programme())) {
            var numbers = marks.move(chain);
            items += numbers.isEmpty() ? 0 : store.plan(cycle, chain, numbers);
        }
        if (items > 0) {
            return Optional.of(cycle);
        }
        store.drop(cycle);
        return Optional.empty();
    }

    /** In one order for everybody. */
    private List<ChainId> chains(ProgrammeId programme) {
        return transfers.chains().stream()
                .filter(chain -> chain.programme().equals(programme))
                .toList();
    }

    /** Takes the cycle's next set one step; false when there is none and the cycle is finished. */
    @Transactional
    public boolean step(UUID id) {
        Optional<SettlementCycle> locked = store.lock(id);
        if (locked.isEmpty()) {
            return false;
        }
        SettlementCycle cycle = locked.get();
        List<Item> planned = store.next(cycle, State.PLANNED, SET);
        if (!planned.isEmpty()) {
            settle(cycle, planned);
            return true;
        }
        List<Item> settled = store.next(cycle, State.SETTLED, SET);
        if (!settled.isEmpty()) {
            receive(cycle, settled);
            return true;
        }
        store.finish(cycle);
        return false;
    }

    private void settle(SettlementCycle cycle, List<Item> items) {
        books.open(
                items.stream().map(item -> settlement(cycle, item)).distinct().toList());
        books.post(items.stream()
                        .map(item -> TransferOrder.of(
                                        "settle/" + item.id(),
                                        TransferKind.SETTLE,
                                        AccountRef.merchant(cycle.programme(), item.merchant()),
                                        settlement(cycle, item),
                                        item.amountSatang())
                                .at(item.participant())
                                .with(item.merchant())
                                .because(item.id()))
                        .toList())
                .orThrow();
        store.settled(items);
    }

    private static AccountRef settlement(SettlementCycle cycle, Item item) {
        return AccountRef.settlement(cycle.programme(), item.merchantParticipant());
    }

    private void receive(SettlementCycle cycle, List<Item> items) {
        int year = LocalDate.now(clock.withZone(THAILAND)).getYear();
        List<Received> received = items.stream()
                .map(item -> new Received(item, rules.against(cycle.programme(), facts(item, year))))
                .toList();
        store.openWallets(received.stream()
                .filter(shop -> !shop.isCash())
                .map(shop -> wallet(cycle, shop.item()))
                .toList());
        books.open(
                received.stream().map(shop -> credited(cycle, shop)).distinct().toList());
        books.post(received.stream().map(shop -> order(cycle, shop)).toList()).orThrow();
        store.received(received);
    }

    private static CashOutFacts facts(Item item, int year) {
        return CashOutFacts.of(item.round(), item.taxStatus(), item.tradingSince(), item.yearsFiled(), year);
    }

    private static ShopWallet wallet(SettlementCycle cycle, Item item) {
        return new ShopWallet(
                cycle.programme(),
                item.merchantParticipant(),
                item.merchant(),
                Merchant.subject(item.merchant()),
                item.district());
    }

    private static AccountRef credited(SettlementCycle cycle, Received shop) {
        return shop.isCash()
                ? AccountRef.paid(cycle.programme(), shop.item().merchantParticipant())
                : wallet(cycle, shop.item()).account();
    }

    private static TransferOrder order(SettlementCycle cycle, Received shop) {
        Item item = shop.item();
        TransferOrder order = TransferOrder.of(
                        (shop.isCash() ? "cashout/" : "receive/") + item.id(),
                        shop.isCash() ? TransferKind.CASHOUT : TransferKind.RECEIVE,
                        settlement(cycle, item),
                        credited(cycle, shop),
                        item.amountSatang())
                .at(item.merchantParticipant())
                .with(item.merchant())
                .because(item.id());
        return shop.isCash() ? order : order.about(wallet(cycle, item).subject());
    }

    /** Whether everything that merchants received is settled. */
    public boolean isComplete(ProgrammeId programme) {
        return store.unfinished(programme).isEmpty() && marks.coverAll(programme);
    }

    public Optional<SettlementCycle> find(UUID id) {
        return store.find(id);
    }

    /** Newest first. */
    public List<SettlementCycle> newest(ProgrammeId programme, int limit) {
        return store.newest(programme, limit);
    }

    /** Who pays and who gets how much; every participant with a share in the cycle, by id. */
    public List<NetPosition> positions(SettlementCycle cycle) {
        return store.positions(cycle);
    }
}
