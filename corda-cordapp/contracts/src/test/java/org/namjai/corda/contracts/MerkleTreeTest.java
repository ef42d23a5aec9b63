package org.namjai.corda.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import net.corda.core.crypto.SecureHash;
import net.corda.core.utilities.OpaqueBytes;
import org.junit.jupiter.api.Test;

class MerkleTreeTest {
    /** The leaves of the test vectors of Certificate Transparency, without the empty one, which OpaqueBytes refuses. */
    private static final List<OpaqueBytes> LEAVES =
            leaves("00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f");

    @Test
    void noLeaves_rootIsTheHashOfNothing() {
        assertThat(MerkleTree.root(List.of()))
                .hasToString("E3B0C44298FC1C149AFBF4C8996FB92427AE41E4649B934CA495991B7852B855");
    }

    @Test
    void oneLeaf_isHashedBehindAZeroByte() {
        assertThat(MerkleTree.root(leaves("4c313233343536")))
                .isEqualTo(SecureHash.sha256(HexFormat.of().parseHex("004c313233343536")));
    }

    @Test
    void threeLeaves_theLastStandsAlone() {
        List<OpaqueBytes> leaves = leaves("0a", "0b", "0c");
        SecureHash first = SecureHash.sha256(HexFormat.of().parseHex("000a"));
        SecureHash second = SecureHash.sha256(HexFormat.of().parseHex("000b"));
        SecureHash third = SecureHash.sha256(HexFormat.of().parseHex("000c"));
        assertThat(MerkleTree.root(leaves)).isEqualTo(node(node(first, second), third));
    }

    @Test
    void everyLeafOfEverySize_isProvedByItsPathAndNoOther() {
        for (int size = 1; size <= 33; size++) {
            List<OpaqueBytes> leaves = numbered(size);
            SecureHash root = MerkleTree.root(leaves);
            for (int index = 0; index < size; index++) {
                List<SecureHash> path = MerkleTree.path(leaves, index);
                for (int claimed = 0; claimed < size; claimed++) {
                    assertThat(MerkleTree.proves(root, leaves.get(claimed), claimed, size, path))
                            .as("leaf %d of %d by the path of %d", claimed, size, index)
                            .isEqualTo(claimed == index);
                }
            }
        }
    }

    @Test
    void changedLeafPathIndexSizeOrRoot_provesNothing() {
        SecureHash root = MerkleTree.root(LEAVES);
        List<SecureHash> path = MerkleTree.path(LEAVES, 4);
        OpaqueBytes leaf = LEAVES.get(4);
        assertThat(MerkleTree.proves(root, leaf, 4, 7, path)).isTrue();

        assertThat(MerkleTree.proves(root, LEAVES.get(3), 4, 7, path)).isFalse();
        assertThat(MerkleTree.proves(root, leaf, 5, 7, path)).isFalse();
        assertThat(MerkleTree.proves(root, leaf, 4, 16, path)).isFalse();
        assertThat(MerkleTree.proves(root, leaf, -1, 7, path)).isFalse();
        assertThat(MerkleTree.proves(root, leaf, 7, 7, path)).isFalse();
        assertThat(MerkleTree.proves(SecureHash.zeroHash, leaf, 4, 7, path)).isFalse();
        assertThat(MerkleTree.proves(root, leaf, 4, 7, path.subList(1, path.size())))
                .isFalse();
        List<SecureHash> longer = new ArrayList<>(path);
        longer.add(SecureHash.zeroHash);
        assertThat(MerkleTree.proves(root, leaf, 4, 7, longer)).isFalse();
    }

    @Test
    void innerNode_isNoLeaf() {
        List<OpaqueBytes> leaves = leaves("0a", "0b");
        byte[] inner = concat(
                SecureHash.sha256(HexFormat.of().parseHex("000a")).getBytes(),
                SecureHash.sha256(HexFormat.of().parseHex("000b")).getBytes());
        assertThat(MerkleTree.proves(MerkleTree.root(leaves), new OpaqueBytes(inner), 0, 1, List.of()))
                .isFalse();
    }

    @Test
    void orderOfLeaves_changesTheRoot() {
        assertThat(MerkleTree.root(leaves("0a", "0b"))).isNotEqualTo(MerkleTree.root(leaves("0b", "0a")));
    }

    @Test
    void pathOfAbsentLeaf_isRefused() {
        assertThatThrownBy(() -> MerkleTree.path(LEAVES, 7)).hasMessage("No leaf 7 in a tree of 7");
    }

    private static SecureHash node(SecureHash left, SecureHash right) {
        return SecureHash.sha256(concat(new byte[] {1}, concat(left.getBytes(), right.getBytes())));
    }

    private static byte[] concat(byte[] one, byte[] other) {
        byte[] both = java.util.Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        return both;
    }

    private static List<OpaqueBytes> numbered(int size) {
        List<OpaqueBytes> leaves = new ArrayList<>();
        for (int i = 0; i < size; i++) leaves.add(OpaqueBytes.of((byte) i));
        return leaves;
    }

    private static List<OpaqueBytes> leaves(String... hex) {
        List<OpaqueBytes> leaves = new ArrayList<>();
        for (String leaf : hex) leaves.add(new OpaqueBytes(HexFormat.of().parseHex(leaf)));
        return leaves;
    }
}
