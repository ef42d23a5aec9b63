package org.namjai.corda.contracts;

import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import net.corda.core.utilities.OpaqueBytes;

/**
 * A page's encrypted transitions as one string of bytes: how many (4 bytes, big-endian), then each with its length before it
 * (4 bytes). Corda serialises a page a dozen times on its way, and thousands of small objects cost it a hundred times as much
 * as one large one.
 */
public final class PackedTransitions {
    private static final int NUMBER_BYTES = 4;

    private PackedTransitions() {}

    public static OpaqueBytes pack(List<OpaqueBytes> transitions) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        write(packed, transitions.size());
        for (OpaqueBytes transition : transitions) {
            write(packed, transition.getSize());
            packed.write(transition.getBytes(), 0, transition.getSize());
        }
        return new OpaqueBytes(packed.toByteArray());
    }

    private static void write(ByteArrayOutputStream packed, int number) {
        packed.write(ByteBuffer.allocate(NUMBER_BYTES).putInt(number).array(), 0, NUMBER_BYTES);
    }

    /** @throws IllegalArgumentException when these are not bytes that {@link #pack} made */
    public static List<OpaqueBytes> unpack(OpaqueBytes packed) {
        ByteBuffer bytes = ByteBuffer.wrap(packed.getBytes());
        try {
            int count = bytes.getInt();
            require(count >= 0 && count <= bytes.remaining() / NUMBER_BYTES);
            List<OpaqueBytes> transitions = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                int length = bytes.getInt();
                require(length > 0 && length <= bytes.remaining());
                byte[] transition = new byte[length];
                bytes.get(transition);
                transitions.add(new OpaqueBytes(transition));
            }
            require(!bytes.hasRemaining());
            return Collections.unmodifiableList(transitions);
        } catch (BufferUnderflowException e) {
            throw malformed();
        }
    }

    private static void require(boolean wellFormed) {
        if (!wellFormed) throw malformed();
    }

    private static IllegalArgumentException malformed() {
        return new IllegalArgumentException("The transitions carried are well-formed.");
    }
}
