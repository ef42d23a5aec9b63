package org.namjai.bank.ledger;

import java.util.List;
import java.util.Optional;
import org.namjai.corda.reader.RemoteNode;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** The ledger as the bank's own node holds it, without asking the platform. */
@RestController
class NodePagesController {
    private final Optional<RemoteNode> node;

    NodePagesController(Optional<RemoteNode> node) {
        this.node = node;
    }

    /** Every page in the node's vault, by programme and number. */
    @GetMapping("/api/v1/ledger/pages")
    List<NodePage> pages() {
        return NodePages.of(node.orElseThrow(() ->
                new ResponseStatusException(HttpStatus.SERVICE_UNAVAILABLE, "namjai.ledger.rpc-address is not set")));
    }
}
