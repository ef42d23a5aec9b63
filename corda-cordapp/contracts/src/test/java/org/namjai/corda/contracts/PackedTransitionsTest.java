package org.namjai.corda.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.corda.core.utilities.OpaqueBytes;
import org.junit.jupiter.api.Test;

class PackedTransitionsTest {
    private final Random random = new Random(4);

    @Test
    void packed_isUnpackedAsItWas() {
        for (int count = 0; count <= 70; count++) {
            List<OpaqueBytes> transitions = transitions(count);
            assertThat(PackedTransitions.unpack(PackedTransitions.pack(transitions)))
                    .isEqualTo(transitions);
        }
    }

    @Test
    void bytesCutOffOrAdded_areRefused() {
        byte[] packed = PackedTransitions.pack(transitions(3)).getBytes();
        for (int length = 1; length < packed.length; length++) refused(Arrays.copyOf(packed, length));
        refused(Arrays.copyOf(packed, packed.length + 1));
    }

    @Test
    void countOrLengthThatDoesNotFit_isRefusedWithoutTakingMemory() {
        byte[] packed = PackedTransitions.pack(transitions(1)).getBytes();
        for (int lie : new int[] {-1, 0, 2, Integer.MAX_VALUE, Integer.MIN_VALUE}) {
            refused(ByteBuffer.wrap(packed.clone()).putInt(0, lie).array());
            refused(ByteBuffer.wrap(packed.clone()).putInt(4, lie).array());
        }
    }

    private static void refused(byte[] packed) {
        assertThatThrownBy(() -> PackedTransitions.unpack(new OpaqueBytes(packed)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The transitions carried are well-formed.");
    }

    private List<OpaqueBytes> transitions(int count) {
        List<OpaqueBytes> transitions = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            byte[] transition = new byte[30 + random.nextInt(300)];
            random.nextBytes(transition);
            transitions.add(new OpaqueBytes(transition));
        }
        return transitions;
    }
}
