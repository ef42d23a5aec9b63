package org.namjai.sandbox.part;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.namjai.corda.network.CordaNetwork;
import org.namjai.corda.network.NetworkException;
import org.namjai.corda.network.NodeDeath;
import org.namjai.corda.network.NodeEvent;
import org.namjai.corda.network.NodeSettings;
import org.namjai.corda.network.Participant;
import org.namjai.corda.network.Ports;
import org.namjai.corda.network.RpcUser;
import org.namjai.corda.network.RunningNetwork;
import org.namjai.sandbox.Installation;
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
        return "127.0.0.1:"
                + installation.ports().cordaNode(indexOf(installation, node)).rpc();
    }

    /** The notary is 0, the DGA 1, then the banks in their order. */
    private static int indexOf(Installation installation, String node) {
        if (node.equals(DGA)) return 1;
        for (int i = 0; i < installation.banks().size(); i++) {
            if (installation.banks().get(i).id().equals(node)) return i + 2;
        }
        throw new IllegalArgumentException("No node " + node);
    }

    @Override
    public void start() throws PartFailure, InterruptedException {
        CordaNetwork network = CordaNetwork.in(installation.state().resolve("corda"))
                .node(NodeSettings.notary(installation.ports().cordaNode(0), rpcUser(installation, "notary")))
                .node(NodeSettings.dga(installation.ports().cordaNode(1), rpcUser(installation, DGA)));
        installation.banks().forEach(bank -> network.node(node(bank)));
        try {
            RunningNetwork started = network.start(this::tell);
            running = started;
            started.onDeath(this::tellDeath);
        } catch (NetworkException e) {
            e.lastLines().forEach(System.err::println);
            String words = e.lastLines().isEmpty()
                    ? ""
                    : " Its last line: " + e.lastLines().get(e.lastLines().size() - 1);
            throw new PartFailure(e.getMessage() + words);
        }
    }

    static String reviewToken(Installation installation, String bank) {
        return installation.secrets().password("bank." + bank + ".review-token");
    }

    private NodeSettings node(Participant bank) {
        Map<String, String> gateway = Map.of(
                "gatewayUrl", installation.ports().bankUrl(bank.id()),
                "gatewayToken", reviewToken(installation, bank.id()));
        Ports ports = installation.ports().cordaNode(indexOf(installation, bank.id()));
        return NodeSettings.of(bank, ports, rpcUser(installation, bank.id()), gateway);
    }

    /** In the supervisor's log, for it is the supervisor that goes on without the node. */
    private void tellDeath(NodeDeath death) {
        progress.tell(NAME + "/" + death.node(), Progress.Step.FAILED, death.after());
        System.err.println(death.story());
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

    /** The running nodes; for tests that break one. */
    RunningNetwork network() {
        RunningNetwork network = running;
        if (network == null) throw new IllegalStateException("the nodes do not run");
        return network;
    }

    @Override
    public boolean isAlive() {
        RunningNetwork network = running;
        return network != null && network.isHealthy();
    }
}
