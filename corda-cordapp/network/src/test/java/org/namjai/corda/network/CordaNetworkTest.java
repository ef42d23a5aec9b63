package org.namjai.corda.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.corda.core.identity.CordaX500Name;
import org.junit.jupiter.api.Test;
import org.namjai.corda.contracts.LedgerPage;

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
    void twoNodesOfOneLegalName_areRefused() {
        CordaNetwork network =
                CordaNetwork.in(TestNodes.directory("never-made")).node(TestNodes.dga());
        Participant dga = new Participant("second", "x", "x", TestNodes.dga().x500Name());
        assertThatThrownBy(() -> network.node(TestNodes.bank(dga))).hasMessage("Two nodes are " + dga.x500Name() + ".");
    }

    @Test
    void dga_isWhomTheContractsKnow() {
        assertThat(CordaX500Name.parse(NodeSettings.DGA)).isEqualTo(LedgerPage.DGA);
    }

    @Test
    void nameThatIsAPath_isRefused() {
        assertThatThrownBy(() -> new NodeSettings(
                        "../dga", "O=X, L=Y, C=TH", false, Ports.FREE, TestNodes.USER, java.util.Map.of()))
                .hasMessage("Not a node's name: ../dga");
    }
}
