package org.namjai.platform.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import net.corda.client.rpc.RPCException;
import net.corda.core.flows.FlowException;
import org.junit.jupiter.api.Test;
import org.namjai.platform.ledger.Recording.Refused;

class DgaNodeTest {

    @Test
    void refusalWithARow_namesTheRowAndTheReason() {
        var outcome = DgaNode.classify(new FlowException("PAGE_REFUSED: 17 this bank made no such credit"));

        assertThat(outcome).isEqualTo(new Refused(Refused.Kind.PAGE_REFUSED, "this bank made no such credit", 17L));
    }

    @Test
    void refusalWithoutARow_keepsTheReason() {
        var outcome = DgaNode.classify(new RuntimeException(new FlowException("PAGE_REFUSED: the page is not ours.")));

        assertThat(outcome).isEqualTo(new Refused(Refused.Kind.PAGE_REFUSED, "the page is not ours.", null));
    }

    @Test
    void otherPageUnderTheNumber_isRefused() {
        var outcome = DgaNode.classify(new FlowException("PAGE_DIFFERS: page 3 was recorded with other content."));

        assertThat(outcome).isInstanceOf(Refused.class);
        assertThat(((Refused) outcome).kind()).isEqualTo(Refused.Kind.PAGE_DIFFERS);
    }

    @Test
    void gatewayOrNodeAway_isTriedLater() {
        assertThat(DgaNode.classify(new FlowException("GATEWAY_UNREACHABLE: no review of page 2")))
                .isInstanceOf(Recording.Unreachable.class);
        assertThat(DgaNode.classify(new RPCException("Cannot connect to server(s)")))
                .isInstanceOf(Recording.Unreachable.class);
    }

    @Test
    void anythingElse_isAFailureOfNoKnownKind() {
        assertThat(DgaNode.classify(new FlowException("PAGE_UNLAWFUL: No total shrinks.")))
                .isInstanceOf(Recording.Failed.class);
    }
}
