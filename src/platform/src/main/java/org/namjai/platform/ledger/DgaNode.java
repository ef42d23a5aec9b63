package org.namjai.platform.ledger;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import net.corda.client.rpc.RPCException;
import net.corda.core.CordaRuntimeException;
import net.corda.core.flows.NotaryException;
import net.corda.core.flows.UnexpectedFlowEndException;
import net.corda.core.identity.CordaX500Name;
import net.corda.core.messaging.CordaRPCOps;
import net.corda.core.utilities.OpaqueBytes;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.namjai.corda.contracts.PackedTransitions;
import org.namjai.corda.contracts.RecordedPage;
import org.namjai.corda.contracts.Totals;
import org.namjai.corda.reader.NodeUnreachableException;
import org.namjai.corda.reader.RemoteNode;
import org.namjai.corda.workflows.RecordPage;
import org.namjai.platform.ledger.Recording.Refused;

/** Records pages through the DGA's own Corda node. */
final class DgaNode implements Recorder {
    private static final Pattern ROW_AND_REASON =
            Pattern.compile("PAGE_REFUSED: (?:(\\d{1,18}) )?(.*)", Pattern.DOTALL);
    private static final int MAX_REASON = 500;
    private static final int MAX_CAUSES = 10;

    private final RemoteNode node;
    private final Duration flowTimeout;

    DgaNode(RemoteNode node, Duration flowTimeout) {
        this.node = node;
        this.flowTimeout = flowTimeout;
    }

    @Override
    public Recording record(Page page, String participantName) {
        try {
            return node.ask(corda -> recordOver(corda, page, participantName));
        } catch (NodeUnreachableException e) {
            return classify(e.getCause() == null ? e : e.getCause());
        } catch (RuntimeException | LinkageError e) {
            return classify(e);
        }
    }

    private Recording recordOver(CordaRPCOps corda, Page page, String participantName) {
        var participant = corda.wellKnownPartyFromX500Name(CordaX500Name.parse(participantName));
        if (participant == null) {
            return new Recording.Unreachable("the network does not know " + participantName);
        }
        var handle = corda.startFlowDynamic(
                RecordPage.class,
                page.id().programme(),
                page.id().participant(),
                participant,
                page.id().number(),
                page.firstTransition(),
                totals(page.totals()),
                new OpaqueBytes(page.encrypted().keyForDga()),
                new OpaqueBytes(page.encrypted().keyForParticipant()),
                PackedTransitions.pack(opaque(page.transitions())));
        try {
            var recorded = (RecordedPage) handle.getReturnValue().get(flowTimeout.toMillis(), TimeUnit.MILLISECONDS);
            return new Recording.Recorded(
                    recorded.getTransactionId().toString(),
                    recorded.getMerkleRoot().getBytes());
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause; // a lost connection among them
            }
            return classify(e.getCause() == null ? e : e.getCause());
        } catch (TimeoutException e) {
            return new Recording.Unreachable("no answer from the node within " + flowTimeout);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Recording.Unreachable("stopping");
        } finally {
            handle.close();
        }
    }

    static List<OpaqueBytes> opaque(List<byte[]> transitions) {
        // An ArrayList: Corda's serialisation knows it, the JDK's immutable lists it does not.
        var opaque = new ArrayList<OpaqueBytes>(transitions.size());
        for (var transition : transitions) {
            opaque.add(new OpaqueBytes(transition));
        }
        return opaque;
    }

    private static Totals totals(PageTotals t) {
        return new Totals(t.committed(), t.disbursed(), t.spent(), t.reversed(), t.returned(), t.settled());
    }

    /** Sorts a failure by what is to be done about it. */
    static Recording classify(Throwable error) {
        for (var message : messages(error)) {
            var refused = ROW_AND_REASON.matcher(message);
            if (refused.find()) {
                var row = refused.group(1) == null ? null : Long.valueOf(refused.group(1));
                return new Refused(Refused.Kind.PAGE_REFUSED, cut(refused.group(2)), row);
            }
            if (message.contains("PAGE_DIFFERS")) {
                return new Refused(Refused.Kind.PAGE_DIFFERS, cut(message), null);
            }
            if (message.contains("GATEWAY_UNREACHABLE") || message.contains("PAGE_IN_FLIGHT")) {
                return new Recording.Unreachable(cut(message));
            }
        }
        var text = cut(String.join(" <- ", messages(error)));
        return isConnectionLost(error) || isOtherPartyGone(error)
                ? new Recording.Unreachable(text)
                : new Recording.Failed(text);
    }

    private static boolean isConnectionLost(Throwable error) {
        return causes(error, RPCException.class) || causes(error, ActiveMQException.class);
    }

    /** The other node or the notary went away in the middle; the flow is safe to start again. */
    private static boolean isOtherPartyGone(Throwable error) {
        return causes(error, NotaryException.class) || causes(error, UnexpectedFlowEndException.class);
    }

    private static boolean causes(Throwable error, Class<? extends Throwable> type) {
        for (Throwable e = error; e != null; e = e.getCause()) {
            if (type.isInstance(e)) {
                return true;
            }
            // RPC keeps only the name of a class that this side does not have.
            if (e instanceof CordaRuntimeException corda
                    && type.getName().equals(corda.getOriginalExceptionClassName())) {
                return true;
            }
        }
        return false;
    }

    private static List<String> messages(Throwable error) {
        var messages = new ArrayList<String>();
        for (Throwable e = error; e != null && messages.size() < MAX_CAUSES; e = e.getCause()) {
            messages.add(e.getClass().getSimpleName() + ": " + e.getMessage());
        }
        return messages;
    }

    private static String cut(String text) {
        var line = text.strip();
        return line.length() <= MAX_REASON ? line : line.substring(0, MAX_REASON);
    }
}
