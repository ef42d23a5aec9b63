package org.namjai.corda.network;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import net.corda.client.rpc.CordaRPCClient;
import net.corda.client.rpc.CordaRPCConnection;
import net.corda.core.identity.CordaX500Name;
import net.corda.core.identity.Party;
import net.corda.core.messaging.CordaRPCOps;
import net.corda.core.utilities.NetworkHostAndPort;
import net.corda.core.utilities.OpaqueBytes;
import org.namjai.corda.contracts.PackedTransitions;
import org.namjai.corda.contracts.RecordedPage;
import org.namjai.corda.contracts.Totals;
import org.namjai.corda.workflows.RecordPage;

/** Records pages at the DGA's node; the same number gives the same page. */
final class PageRecorder implements AutoCloseable {
    /** As long as the platform's: some 200 bytes of JSON, sealed. */
    private static final int TRANSITION_BYTES = 250;

    private static final long LIMIT_S = 300;

    private final String programme;
    private final CordaRPCConnection connection;
    private final CordaRPCOps dga;

    PageRecorder(RunningNetwork network, String programme) {
        this.programme = programme;
        CordaRPCClient client = new CordaRPCClient(NetworkHostAndPort.parse(network.rpcAddress("dga")));
        this.connection = client.start(TestNodes.USER.name(), TestNodes.USER.password());
        this.dga = connection.getProxy();
    }

    /** Every page of a chain holds {@code transitions}. */
    RecordedPage record(String bank, long number, int transitions) throws Exception {
        String organisation = bank.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + bank.substring(1) + " Bank";
        Party party = dga.wellKnownPartyFromX500Name(CordaX500Name.parse("O=" + organisation + ", L=Bangkok, C=TH"));
        return dga.startFlowDynamic(
                        RecordPage.class,
                        programme,
                        bank,
                        party,
                        number,
                        1 + (number - 1) * transitions,
                        new Totals(100 * number, 0, 0, 0, 0, 0),
                        key("dga", number),
                        key("participant", number),
                        PackedTransitions.pack(transitions(number, transitions)))
                .getReturnValue()
                .get(LIMIT_S, TimeUnit.SECONDS);
    }

    private static OpaqueBytes key(String whose, long page) {
        return new OpaqueBytes(("key of page " + page + " for " + whose).getBytes(StandardCharsets.UTF_8));
    }

    private static List<OpaqueBytes> transitions(long page, int count) {
        Random random = new Random(page);
        List<OpaqueBytes> transitions = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            byte[] sealed = new byte[TRANSITION_BYTES];
            random.nextBytes(sealed);
            transitions.add(new OpaqueBytes(sealed));
        }
        return transitions;
    }

    @Override
    public void close() {
        connection.notifyServerAndClose();
    }
}
