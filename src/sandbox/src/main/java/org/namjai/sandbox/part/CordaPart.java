package org.namjai.sandbox.part;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.namjai.corda.network.CordaNetwork;
import org.namjai.corda.network.NetworkException;
import org.namjai.corda.network.NodeEvent;
import org.namjai.corda.network.NodeSettings;
import org.namjai.corda.network.RpcUser;
import org.namjai.corda.network.RunningNetwork;
import org.namjai.sandbox.Installation;
import org.namjai.sandbox.Installation.Bank;
import org.namjai.sandbox.supervisor.Part;
import org.namjai.sandbox.supervisor.PartFailure;
import org.namjai.sandbox.supervisor.Progress;

/** The ledger's nodes: a notary, the DGA's, and one for each bank. */
final class CordaPart implements Part {
    static final String NAME = "corda";
    static final String DGA = "dga";

    private final Installation installation;
    private final Progress progress;
    private volatile @Nullable RunningNetwork running;

    CordaPart(Installation installation, Progress progress) {
        this.installation = installation;
        this.progress = progress;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<TakenPort> ports() {
        return installation.ports().corda().stream()
                .map(port -> new TakenPort(port, "a Corda node"))
                .toList();
    }

    static RpcUser rpcUser(Installation installation, String node) {
        return new RpcUser("gateway", installation.secrets().password("corda.rpc." + node));
    }

    static String rpcAddress(Installation installation, String node) {
        return "127.0.0.1:" + installation.ports().cordaNode(indexOf(node)).rpc();
    }

    /** The notary is 0, the DGA 1, then the banks in their order. */
    private static int indexOf(String node) {
        if (node.equals(DGA)) return 1;
        for (int i = 0; i < Installation.BANKS.size(); i++) {
            if (Installation.BANKS.get(i).id().equals(node)) return i + 2;
        }
        throw new IllegalArgumentException("No node " + node);
    }

    @Override
    public void start() throws PartFailure, InterruptedException {
        CordaNetwork network = CordaNetwork.in(installation.state().resolve("corda"))
                .node(node("notary", "O=Notary, L=Bangkok, C=TH", 0, true, Map.of()))
                .node(node(DGA, "O=Digital Government Development Agency, L=Bangkok, C=TH", 1, false, Map.of()));
        for (Bank bank : Installation.BANKS) {
            Map<String, String> gateway = Map.of(
                    "gatewayUrl", installation.ports().bankUrl(bank.id()),
                    "gatewayToken", reviewToken(installation, bank.id()));
            network.node(node(bank.id(), bank.x500Name(), indexOf(bank.id()), false, gateway));
        }
        try {
            running = network.start(this::tell);
        } catch (NetworkException e) {
            String words = e.lastLines().isEmpty()
                    ? ""
                    : " Its last line: " + e.lastLines().get(e.lastLines().size() - 1);
            throw new PartFailure(e.getMessage() + words);
        }
    }

    static String reviewToken(Installation installation, String bank) {
        return installation.secrets().password("bank." + bank + ".review-token");
    }

    private NodeSettings node(String name, String x500, int index, boolean notary, Map<String, String> config) {
        return new NodeSettings(
                name, x500, notary, installation.ports().cordaNode(index), rpcUser(installation, name), config);
    }

    private void tell(NodeEvent event) {
        boolean done = event.kind() == NodeEvent.Kind.READY || event.kind() == NodeEvent.Kind.MADE;
        progress.tell(NAME + "/" + event.node(), done ? Progress.Step.READY : Progress.Step.STARTING, event.since());
    }

    @Override
    public void stop() {
        RunningNetwork network = running;
        running = null;
        if (network != null) network.close();
    }

    @Override
    public boolean isAlive() {
        RunningNetwork network = running;
        return network != null && network.isHealthy();
    }
}
