package org.namjai.corda.contracts;

import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import kotlin.Unit;
import net.corda.core.contracts.CommandData;
import net.corda.core.contracts.TimeWindow;
import net.corda.core.contracts.TypeOnlyCommandData;
import net.corda.core.contracts.UniqueIdentifier;
import net.corda.core.crypto.SecureHash;
import net.corda.core.identity.CordaX500Name;
import net.corda.core.identity.Party;
import net.corda.core.utilities.OpaqueBytes;
import net.corda.testing.common.internal.ParametersUtilitiesKt;
import net.corda.testing.core.TestIdentity;
import net.corda.testing.dsl.EnforceVerifyOrFail;
import net.corda.testing.dsl.TransactionDSL;
import net.corda.testing.dsl.TransactionDSLInterpreter;
import net.corda.testing.node.MockServices;
import net.corda.testing.node.NodeTestUtils;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.namjai.corda.contracts.LedgerPageContract.Commands;

/** One lawful transaction for each command, then one violation at a time. */
class LedgerPageContractTest {
    private static final Party DGA = new TestIdentity(LedgerPage.DGA).getParty();
    private static final Party BANK = bank("Bua Bank");
    private static final Party OTHER_BANK = bank("Khaohom Bank");
    static final List<PublicKey> BOTH = List.of(DGA.getOwningKey(), BANK.getOwningKey());
    private static final MockServices SERVICES = new MockServices(
            List.of("org.namjai.corda.contracts"),
            new TestIdentity(LedgerPage.DGA),
            // Of the network's own least version: reference states are there to be refused.
            ParametersUtilitiesKt.testNetworkParameters(List.of(), 8),
            new TestIdentity(bankName("Any")));

    static final LedgerPage OPENING = LedgerPage.opening("digital-wallet", "bua", DGA, BANK);
    private static final Totals BEFORE = new Totals(1_000, 900, 500, 100, 200, 300);
    private static final LedgerPage HEAD = OPENING.next(
            SecureHash.sha256("opening"),
            BEFORE,
            bytes("old dga"),
            bytes("old bank"),
            PackedTransitions.pack(transitions(3)));

    @Nested
    class Open {
        @Test
        void emptyPageZero_isLawful() {
            verify(inputs(), outputs(OPENING), new Commands.Open(), BOTH, null);
        }

        @Test
        void anInput_isRefused() {
            verify(inputs(HEAD), outputs(OPENING), new Commands.Open(), BOTH, "Open consumes nothing.");
        }

        @Test
        void twoPages_areRefused() {
            verify(inputs(), outputs(OPENING, OPENING), new Commands.Open(), BOTH, "Open makes exactly one page.");
        }

        @Test
        void noProgramme_isRefused() {
            refused(page -> page.programme = "", "A chain names its programme.");
        }

        @Test
        void slashInProgramme_isRefused() {
            refused(page -> page.programme = "digital/wallet", "A programme's name has no slash.");
        }

        @Test
        void chainOfAnotherProgramme_isRefused() {
            refused(
                    page -> page.chain = LedgerPage.chainOf("fuel-subsidy", "bua"),
                    "A chain is named after its programme and its participant.");
        }

        @Test
        void chainWithoutParticipant_isRefused() {
            refused(
                    page -> page.chain = LedgerPage.chainOf("digital-wallet", ""),
                    "A chain is named after its programme and its participant.");
        }

        @Test
        void chainWithoutName_isRefused() {
            refused(
                    page -> page.chain =
                            new UniqueIdentifier(null, OPENING.getChain().getId()),
                    "A chain is named after its programme and its participant.");
        }

        @Test
        void chainWithIdOfItsOwn_isRefused() {
            refused(
                    page -> page.chain = new UniqueIdentifier("digital-wallet/bua", UUID.randomUUID()),
                    "A chain's identifier is made from its name.");
        }

        @Test
        void anotherNumber_isRefused() {
            refused(page -> page.number = 1, "A chain begins with page 0.");
        }

        @Test
        void aPageBefore_isRefused() {
            refused(page -> page.previousTransaction = SecureHash.sha256("any"), "Page 0 has no page before it.");
        }

        @Test
        void heldByABank_isRefused() {
            LedgerPage held = LedgerPage.opening("digital-wallet", "bua", OTHER_BANK, BANK);
            List<PublicKey> signers = List.of(OTHER_BANK.getOwningKey(), BANK.getOwningKey());
            verify(inputs(), outputs(held), new Commands.Open(), signers, "A chain is held by the DGA.");
        }

        @Test
        void heldWithItself_isRefused() {
            LedgerPage held = LedgerPage.opening("digital-wallet", "dga", DGA, DGA);
            verify(
                    inputs(),
                    outputs(held),
                    new Commands.Open(),
                    List.of(DGA.getOwningKey()),
                    "A chain is held with a participant, not with the DGA itself.");
        }

        @Test
        void totalsAboveZero_areRefused() {
            refused(page -> page.totals = new Totals(1, 0, 0, 0, 0, 0), "Totals begin at zero.");
        }

        @Test
        void firstTransitionOtherThanOne_isRefused() {
            refused(page -> page.firstTransition = 0, "Transitions are numbered from 1.");
        }

        @Test
        void countedTransitions_areRefused() {
            refused(page -> page.transitions = 1, "Page 0 holds no transitions.");
        }

        @Test
        void carriedTransitions_areRefused() {
            refused(page -> page.encryptedTransitions = transitions(1), "Page 0 holds no transitions.");
        }

        @Test
        void anotherRoot_isRefused() {
            refused(page -> page.merkleRoot = SecureHash.zeroHash, "The Merkle root is over the transitions carried.");
        }

        @Test
        void keyOfEither_isRefused() {
            refused(page -> page.keyForDga = bytes("a key"), "Page 0 holds no key.");
            refused(page -> page.keyForParticipant = bytes("a key"), "Page 0 holds no key.");
        }

        @Test
        void oneSigner_isRefused() {
            wrongSigners(inputs(), outputs(OPENING), new Commands.Open());
        }

        private void refused(Consumer<PageFields> spoiling, String law) {
            verify(inputs(), outputs(PageFields.spoil(OPENING, spoiling)), new Commands.Open(), BOTH, law);
        }
    }

    @Nested
    class Record {
        @Test
        void theNextPage_isLawful() {
            lawful(page -> {});
        }

        @Test
        void theFirstPageAfterTheOpening_isLawful() {
            verify(
                    inputs(OPENING),
                    id -> List.of(OPENING.next(
                            id,
                            new Totals(5, 0, 0, 0, 0, 0),
                            bytes("dga"),
                            bytes("bank"),
                            PackedTransitions.pack(transitions(1)))),
                    new Commands.Record(),
                    BOTH,
                    null);
        }

        @Test
        void noInput_isRefused() {
            verify(inputs(), outputs(HEAD), new Commands.Record(), BOTH, "Record consumes exactly one page.");
        }

        @Test
        void twoInputs_areRefused() {
            verify(
                    inputs(HEAD, OPENING),
                    id -> List.of(next(id)),
                    new Commands.Record(),
                    BOTH,
                    "Record consumes exactly one page.");
        }

        @Test
        void noOutput_isRefused() {
            verify(inputs(HEAD), outputs(), new Commands.Record(), BOTH, "Record makes exactly one page.");
        }

        @Test
        void twoOutputs_areRefused() {
            verify(
                    inputs(HEAD),
                    id -> List.of(next(id), next(id)),
                    new Commands.Record(),
                    BOTH,
                    "Record makes exactly one page.");
        }

        @Test
        void anotherChain_isRefused() {
            refused(page -> page.chain = LedgerPage.chainOf("digital-wallet", "khaohom"), "The chain does not change.");
        }

        @Test
        void anotherNameOfTheChain_isRefused() {
            refused(
                    page -> page.chain = new UniqueIdentifier(
                            "digital-wallet/khaohom", HEAD.getChain().getId()),
                    "The chain does not change.");
        }

        @Test
        void anotherProgramme_isRefused() {
            refused(page -> page.programme = "fuel-subsidy", "The programme does not change.");
        }

        @Test
        void anotherDga_isRefused() {
            refused(page -> page.dga = OTHER_BANK, "The DGA's party does not change.");
        }

        @Test
        void anotherParticipant_isRefused() {
            refused(page -> page.participant = OTHER_BANK, "The participant's party does not change.");
        }

        @Test
        void sameOrSkippedNumber_isRefused() {
            refused(page -> page.number = HEAD.getNumber(), "Page numbers are consecutive.");
            refused(page -> page.number = HEAD.getNumber() + 2, "Page numbers are consecutive.");
        }

        @Test
        void anotherPreviousTransaction_isRefused() {
            refused(
                    page -> page.previousTransaction = HEAD.getPreviousTransaction(),
                    "A page names the transaction of the page before it.");
        }

        @Test
        void overlappingOrSkippedTransitions_areRefused() {
            refused(page -> page.firstTransition = 3, "Transition numbers are consecutive.");
            refused(page -> page.firstTransition = 5, "Transition numbers are consecutive.");
        }

        @Test
        void noTransitions_areRefused() {
            refused(
                    page -> {
                        page.transitions = 0;
                        page.encryptedTransitions = List.of();
                        page.merkleRoot = MerkleTree.root(List.of());
                    },
                    "A page holds at least one transition.");
        }

        @Test
        void theMostTransitions_areLawfulAndOneMoreIsNot() {
            lawful(page -> carry(page, transitions(LedgerPage.MAX_TRANSITIONS)));
            refused(
                    page -> carry(page, transitions(LedgerPage.MAX_TRANSITIONS + 1)),
                    "A page holds at most 10000 transitions.");
        }

        @Test
        void anotherCount_isRefused() {
            refused(page -> page.transitions = 3, "The count is that of the transitions carried.");
        }

        @Test
        void tooShortToBeEncrypted_isRefused() {
            lawful(page -> carry(page, List.of(new OpaqueBytes(new byte[29]))));
            refused(page -> carry(page, List.of(new OpaqueBytes(new byte[28]))), "A transition is encrypted.");
        }

        @Test
        void malformedTransitions_areRefused() {
            refused(page -> page.packed = bytes("not packed"), "The transitions carried are well-formed.");
        }

        @Test
        void rootOverOtherTransitions_isRefused() {
            refused(
                    page -> page.merkleRoot = MerkleTree.root(transitions(3)),
                    "The Merkle root is over the transitions carried.");
        }

        @Test
        void transitionsInAnotherOrder_areRefused() {
            refused(
                    page -> {
                        page.encryptedTransitions = new ArrayList<>(page.encryptedTransitions);
                        Collections.reverse(page.encryptedTransitions);
                    },
                    "The Merkle root is over the transitions carried.");
        }

        @Test
        void keyUsedBeforeOrTwiceOrNone_isRefused() {
            String law = "A page has a key of its own, wrapped for each party.";
            refused(page -> page.keyForDga = HEAD.getKeyForDga(), law);
            refused(page -> page.keyForParticipant = HEAD.getKeyForParticipant(), law);
            refused(page -> page.keyForParticipant = page.keyForDga, law);
            refused(page -> page.keyForDga = LedgerPage.NO_KEY, law);
            refused(page -> page.keyForParticipant = LedgerPage.NO_KEY, law);
        }

        @Test
        void negativeTotal_isRefused() {
            refusedTotals(new Totals(1_000, 900, 500, 100, 200, -1), "No total is negative.");
        }

        @Test
        void shrinkingTotal_isRefused() {
            refusedTotals(new Totals(999, 900, 500, 100, 200, 300), "No total shrinks.");
            refusedTotals(new Totals(1_000, 899, 500, 100, 200, 300), "No total shrinks.");
            refusedTotals(new Totals(1_000, 900, 499, 100, 200, 300), "No total shrinks.");
            refusedTotals(new Totals(1_000, 900, 500, 99, 200, 300), "No total shrinks.");
            refusedTotals(new Totals(1_000, 900, 500, 100, 199, 300), "No total shrinks.");
            refusedTotals(new Totals(1_000, 900, 500, 100, 200, 299), "No total shrinks.");
        }

        @Test
        void disbursedMoreThanCommitted_isRefused() {
            lawful(page -> page.totals = new Totals(1_000, 1_000, 500, 100, 200, 300));
            refusedTotals(new Totals(1_000, 1_001, 500, 100, 200, 300), "No more is disbursed than was committed.");
        }

        @Test
        void reversedMoreThanSpent_isRefused() {
            refusedTotals(new Totals(1_000, 900, 500, 501, 200, 300), "No more is reversed than was spent.");
        }

        @Test
        void spentMoreThanDisbursed_isRefused() {
            lawful(page -> page.totals = new Totals(1_200, 900, 1_000, 100, 200, 300));
            refusedTotals(new Totals(1_200, 900, 1_001, 100, 200, 300), "No more is spent than was disbursed.");
        }

        @Test
        void spentAndReturnedMoreThanCommitted_isRefused() {
            String law = "No more is spent and returned than was committed.";
            lawful(page -> page.totals = new Totals(1_000, 900, 900, 100, 200, 300));
            refusedTotals(new Totals(1_000, 900, 901, 100, 200, 300), law);
            refusedTotals(new Totals(1_000, 900, 500, 100, 601, 300), law);
            refusedTotals(new Totals(1_000, 900, 500, 100, Long.MAX_VALUE, 300), law);
        }

        @Test
        void returnedWithoutEverBeingDisbursed_isLawful() {
            lawful(page -> page.totals = new Totals(1_000, 900, 500, 100, 600, 300));
        }

        @Test
        void settledMoreThanSpentAndKept_isRefused() {
            lawful(page -> page.totals = new Totals(1_000, 900, 500, 100, 200, 400));
            refusedTotals(
                    new Totals(1_000, 900, 500, 100, 200, 401), "No more is settled than was spent and not reversed.");
        }

        @Test
        void oneSigner_isRefused() {
            wrongSigners(inputs(HEAD), id -> List.of(next(id)), new Commands.Record());
        }

        private void refusedTotals(Totals totals, String law) {
            refused(page -> page.totals = totals, law);
        }

        private void lawful(Consumer<PageFields> change) {
            refused(change, null);
        }

        private void refused(Consumer<PageFields> spoiling, String law) {
            verify(inputs(HEAD), id -> List.of(PageFields.spoil(next(id), spoiling)), new Commands.Record(), BOTH, law);
        }

        private LedgerPage next(SecureHash id) {
            return HEAD.next(id, BEFORE, bytes("new dga"), bytes("new bank"), PackedTransitions.pack(transitions(2)));
        }

        private void carry(PageFields page, List<OpaqueBytes> transitions) {
            page.encryptedTransitions = transitions;
            page.transitions = transitions.size();
            page.merkleRoot = MerkleTree.root(transitions);
        }
    }

    @Nested
    class Close {
        private final LedgerPage last = atRest(new Totals(1_000, 900, 800, 100, 300, 700));

        @Test
        void allSpentReturnedAndSettled_isLawful() {
            verify(inputs(last), outputs(), new Commands.Close(), BOTH, null);
        }

        @Test
        void neverUsed_isLawful() {
            verify(inputs(OPENING), outputs(), new Commands.Close(), BOTH, null);
        }

        @Test
        void noInput_isRefused() {
            verify(inputs(), outputs(OPENING), new Commands.Close(), BOTH, "Close consumes exactly one page.");
        }

        @Test
        void anOutput_isRefused() {
            verify(inputs(last), outputs(OPENING), new Commands.Close(), BOTH, "Close makes nothing.");
        }

        @Test
        void allPaidOutAsCashOrReturned_isLawful() {
            verify(inputs(atRest(new Totals(1_000, 900, 0, 0, 100, 0))), outputs(), new Commands.Close(), BOTH, null);
        }

        @Test
        void moneyStillToBePaidOutOrInWallets_isRefused() {
            String law = "A chain closes when all that was committed has been spent, returned or paid out as cash.";
            refused(new Totals(1_001, 900, 800, 100, 300, 700), law);
            refused(new Totals(1_000, 900, 800, 100, 299, 700), law);
            refused(new Totals(1_000, 900, 0, 0, 99, 0), law);
        }

        @Test
        void unsettledPurchases_areRefused() {
            refused(
                    new Totals(1_000, 900, 800, 100, 300, 699),
                    "A chain closes when all that was spent has been settled.");
        }

        private void refused(Totals totals, String law) {
            verify(inputs(atRest(totals)), outputs(), new Commands.Close(), BOTH, law);
        }

        @Test
        void oneSigner_isRefused() {
            wrongSigners(inputs(last), outputs(), new Commands.Close());
        }

        private LedgerPage atRest(Totals totals) {
            return PageFields.spoil(HEAD, page -> page.totals = totals);
        }
    }

    @Test
    void commandOfAnotherKind_isRefused() {
        verify(inputs(), outputs(OPENING), new Unknown(), BOTH, "Only Open, Record and Close are allowed.");
    }

    @Test
    void noTimeWindow_orOneTooWideOrOpen_isRefused() {
        Instant now = Instant.now();
        List<TimeWindow> unlawful = new ArrayList<>();
        unlawful.add(null);
        unlawful.add(TimeWindow.fromOnly(now));
        unlawful.add(TimeWindow.untilOnly(now));
        unlawful.add(TimeWindow.between(
                now, now.plus(LedgerPageContract.LONGEST_WINDOW).plusMillis(1)));
        for (TimeWindow window : unlawful) {
            verify(
                    inputs(),
                    outputs(OPENING),
                    List.of(new Commands.Open()),
                    BOTH,
                    window,
                    "A transaction has a time window of at most ten minutes.");
        }
    }

    @Test
    void referenceToAnotherState_isRefused() {
        NodeTestUtils.ledger(SERVICES, ledger -> {
            ledger.unverifiedTransaction(null, tx -> {
                tx.output(LedgerPageContract.ID, "other", HEAD);
                return Unit.INSTANCE;
            });
            ledger.transaction(tx -> {
                tx.reference("other");
                tx.output(LedgerPageContract.ID, OPENING);
                tx.command(BOTH, new Commands.Open());
                tx.timeWindow(TEN_MINUTES);
                return outcome(tx, "A transaction refers to no other state.");
            });
            return Unit.INSTANCE;
        });
    }

    @Test
    void twoCommands_areRefused() {
        verify(
                inputs(),
                outputs(OPENING),
                List.of(new Commands.Open(), new Commands.Record()),
                BOTH,
                "A transaction has exactly one command.");
    }

    private static final TimeWindow TEN_MINUTES = TimeWindow.between(
            Instant.now(), Instant.now().plus(LedgerPageContract.LONGEST_WINDOW).minusSeconds(1));

    private static final class Unknown extends TypeOnlyCommandData {}

    interface Outputs {
        List<LedgerPage> given(SecureHash transactionOfFirstInput);
    }

    private static void wrongSigners(List<LedgerPage> inputs, Outputs outputs, CommandData command) {
        String law = "The DGA and the participant sign, and nobody else.";
        verify(inputs, outputs, command, List.of(DGA.getOwningKey()), law);
        verify(inputs, outputs, command, List.of(BANK.getOwningKey()), law);
        List<PublicKey> three = List.of(DGA.getOwningKey(), BANK.getOwningKey(), OTHER_BANK.getOwningKey());
        verify(inputs, outputs, command, three, law);
    }

    static void verify(
            List<LedgerPage> inputs, Outputs outputs, CommandData command, List<PublicKey> signers, String law) {
        verify(inputs, outputs, List.of(command), signers, law);
    }

    /** The transaction is lawful when {@code law} is null, else it breaks exactly that. */
    private static void verify(
            List<LedgerPage> inputs,
            Outputs outputs,
            List<? extends CommandData> commands,
            List<PublicKey> signers,
            String law) {
        verify(inputs, outputs, commands, signers, TEN_MINUTES, law);
    }

    private static void verify(
            List<LedgerPage> inputs,
            Outputs outputs,
            List<? extends CommandData> commands,
            List<PublicKey> signers,
            TimeWindow window,
            String law) {
        NodeTestUtils.ledger(SERVICES, ledger -> {
            List<SecureHash> made = new ArrayList<>();
            for (LedgerPage input : inputs) {
                String label = "input " + made.size();
                made.add(ledger.unverifiedTransaction(null, tx -> {
                            tx.output(LedgerPageContract.ID, label, input);
                            return Unit.INSTANCE;
                        })
                        .getId());
            }
            ledger.transaction(tx -> {
                for (int i = 0; i < made.size(); i++) tx.input("input " + i);
                SecureHash first = made.isEmpty() ? SecureHash.zeroHash : made.get(0);
                for (LedgerPage output : outputs.given(first)) tx.output(LedgerPageContract.ID, output);
                for (CommandData command : commands) tx.command(signers, command);
                if (window != null) tx.timeWindow(window);
                return outcome(tx, law);
            });
            return Unit.INSTANCE;
        });
    }

    private static EnforceVerifyOrFail outcome(TransactionDSL<? extends TransactionDSLInterpreter> tx, String law) {
        return law == null ? tx.verifies() : tx.failsWith("Contract verification failed: " + law + ", contract:");
    }

    static List<LedgerPage> inputs(LedgerPage... pages) {
        return List.of(pages);
    }

    static Outputs outputs(LedgerPage... pages) {
        return unused -> List.of(pages);
    }

    static List<OpaqueBytes> transitions(int count) {
        List<OpaqueBytes> transitions = new ArrayList<>();
        for (int i = 0; i < count; i++) transitions.add(bytes("a transition of which nothing can be read " + i));
        return transitions;
    }

    static OpaqueBytes bytes(String text) {
        return new OpaqueBytes(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Party bank(String organisation) {
        return new TestIdentity(bankName(organisation)).getParty();
    }

    private static CordaX500Name bankName(String organisation) {
        return new CordaX500Name(organisation, "Bangkok", "TH");
    }
}
