package org.namjai.corda.network;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class CordaNetworkTest {
    @Test
    void jdk17_isAccepted() {
        assertThatCode(() -> CordaNetwork.checkJdk(17)).doesNotThrowAnyException();
    }

    @Test
    void otherJdk_isRefusedInOneSentence() {
        assertThatThrownBy(() -> CordaNetwork.checkJdk(21))
                .isInstanceOf(NetworkException.class)
                .hasMessage("The Corda nodes need Java 17, but this is Java 21.");
    }

    @Test
    void twoNodesOfOneName_areRefused() {
        CordaNetwork network =
                CordaNetwork.in(TestNodes.directory("never-made")).node(TestNodes.notary());
        assertThatThrownBy(() -> network.node(TestNodes.notary())).hasMessage("Two nodes are named notary.");
    }

    @Test
    void nameThatIsAPath_isRefused() {
        assertThatThrownBy(() -> new NodeSettings(
                        "../dga", "O=X, L=Y, C=TH", false, Ports.FREE, TestNodes.USER, java.util.Map.of()))
                .hasMessage("Not a node's name: ../dga");
    }
}
