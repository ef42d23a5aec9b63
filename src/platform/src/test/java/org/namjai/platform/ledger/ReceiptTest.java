package org.namjai.platform.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.namjai.corda.contracts.MerkleTree;

class ReceiptTest {

    @Property(tries = 200)
    void receiptOfAnyTransition_isConsistent(
            @ForAll @IntRange(min = 1, max = 70) int size, @ForAll @IntRange(max = 69) int pick) {
        var transitions = transitions(size);
        int index = pick % size;

        assertThat(receipt(transitions, index, transitions.get(index)).claim().isConsistent())
                .isTrue();
    }

    @Property(tries = 200)
    void receiptWithOtherContent_isNot(
            @ForAll @IntRange(min = 1, max = 70) int size, @ForAll @IntRange(max = 69) int pick) {
        var transitions = transitions(size);
        int index = pick % size;
        var changed = transitions.get(index).clone();
        changed[0] ^= 1;

        assertThat(receipt(transitions, index, changed).claim().isConsistent()).isFalse();
    }

    @Property(tries = 200)
    void receiptForAnotherPlace_isNot(
            @ForAll @IntRange(min = 2, max = 70) int size, @ForAll @IntRange(max = 69) int pick) {
        var transitions = transitions(size);
        int index = pick % size;

        assertThat(receipt(transitions, (index + 1) % size, transitions.get(index))
                        .claim()
                        .isConsistent())
                .isFalse();
    }

    private static List<byte[]> transitions(int size) {
        var transitions = new ArrayList<byte[]>();
        for (int i = 0; i < size; i++) {
            transitions.add(("encrypted transition " + i).getBytes(StandardCharsets.UTF_8));
        }
        return transitions;
    }

    private static Receipt receipt(List<byte[]> transitions, int index, byte[] leaf) {
        return new Receipt(
                "digital-wallet",
                "bua",
                index + 1,
                1,
                index,
                transitions.size(),
                Base64.getEncoder().encodeToString(leaf),
                Receipt.path(transitions, index),
                MerkleTree.root(DgaNode.opaque(transitions)).toString(),
                "00".repeat(32),
                PageVectors.transitions(index + 1).get(0));
    }
}
