package org.namjai.corda.contracts;

import java.util.ArrayList;
import java.util.List;
import net.corda.core.crypto.SecureHash;
import net.corda.core.utilities.OpaqueBytes;

/**
 * The Merkle tree of RFC 6962, section 2.1, with SHA-256: a leaf is {@code SHA-256(0x00 ‖ leaf)}, a node is
 * {@code SHA-256(0x01 ‖ left ‖ right)}, the root of nothing is {@code SHA-256()}. The prefixes keep a node from being
 * passed off as a leaf.
 */
public final class MerkleTree {
    private static final byte LEAF = 0;
    private static final byte NODE = 1;

    private MerkleTree() {}

    public static SecureHash root(List<OpaqueBytes> leaves) {
        if (leaves.isEmpty()) return SecureHash.sha256(new byte[0]);
        return rootOfHashes(leafHashes(leaves));
    }

    /** The hashes which prove, with {@link #proves}, that the leaf at {@code index} (from 0) is in the tree; leaf first. */
    public static List<SecureHash> path(List<OpaqueBytes> leaves, int index) {
        if (index < 0 || index >= leaves.size()) {
            throw new IndexOutOfBoundsException("No leaf " + index + " in a tree of " + leaves.size());
        }
        List<SecureHash> path = new ArrayList<>();
        collectPath(leafHashes(leaves), index, path);
        return path;
    }

    /** Whether {@code leaf} is the one at {@code index} (from 0) of the {@code size} leaves under {@code root}. */
    public static boolean proves(SecureHash root, OpaqueBytes leaf, long index, long size, List<SecureHash> path) {
        if (index < 0 || index >= size) return false;
        // RFC 9162, section 2.1.3.2.
        long position = index;
        long last = size - 1;
        SecureHash hash = leafHash(leaf);
        for (SecureHash sibling : path) {
            if (last == 0) return false;
            if (isOdd(position) || position == last) {
                hash = nodeHash(sibling, hash);
                while (!isOdd(position) && position != 0) {
                    position >>= 1;
                    last >>= 1;
                }
            } else {
                hash = nodeHash(hash, sibling);
            }
            position >>= 1;
            last >>= 1;
        }
        return last == 0 && hash.equals(root);
    }

    private static void collectPath(List<SecureHash> hashes, int index, List<SecureHash> path) {
        if (hashes.size() == 1) return;
        int split = split(hashes.size());
        List<SecureHash> left = hashes.subList(0, split);
        List<SecureHash> right = hashes.subList(split, hashes.size());
        if (index < split) {
            collectPath(left, index, path);
            path.add(rootOfHashes(right));
        } else {
            collectPath(right, index - split, path);
            path.add(rootOfHashes(left));
        }
    }

    private static SecureHash rootOfHashes(List<SecureHash> hashes) {
        if (hashes.size() == 1) return hashes.get(0);
        int split = split(hashes.size());
        return nodeHash(rootOfHashes(hashes.subList(0, split)), rootOfHashes(hashes.subList(split, hashes.size())));
    }

    /** The largest power of two below {@code size}. */
    private static int split(int size) {
        return Integer.highestOneBit(size - 1);
    }

    private static List<SecureHash> leafHashes(List<OpaqueBytes> leaves) {
        List<SecureHash> hashes = new ArrayList<>(leaves.size());
        for (OpaqueBytes leaf : leaves) hashes.add(leafHash(leaf));
        return hashes;
    }

    private static SecureHash leafHash(OpaqueBytes leaf) {
        byte[] content = leaf.getBytes();
        byte[] input = new byte[1 + content.length];
        input[0] = LEAF;
        System.arraycopy(content, 0, input, 1, content.length);
        return SecureHash.sha256(input);
    }

    private static SecureHash nodeHash(SecureHash left, SecureHash right) {
        byte[] l = left.getBytes();
        byte[] r = right.getBytes();
        byte[] input = new byte[1 + l.length + r.length];
        input[0] = NODE;
        System.arraycopy(l, 0, input, 1, l.length);
        System.arraycopy(r, 0, input, 1 + l.length, r.length);
        return SecureHash.sha256(input);
    }

    private static boolean isOdd(long number) {
        return (number & 1) == 1;
    }
}
