package org.namjai.bank.ledger;

import java.util.List;
import java.util.Optional;
import net.corda.client.rpc.RPCException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** The ledger as the bank's own node holds it, without asking the platform. */
@RestController
class NodePagesController {
    private static final Logger log = LoggerFactory.getLogger(NodePagesController.class);

    private final Optional<OwnNode> node;

    NodePagesController(Optional<OwnNode> node) {
        this.node = node;
    }

    /** Every page in the node's vault, by programme and number. */
    @GetMapping("/api/v1/ledger/pages")
    List<NodePage> pages() {
        return node.orElseThrow(() -> new ResponseStatusException(
                        HttpStatus.SERVICE_UNAVAILABLE, "namjai.ledger.rpc-address is not set"))
                .pages();
    }

    @ExceptionHandler
    ProblemDetail unreachable(RPCException e) {
        log.warn("the bank's own node does not answer", e);
        return ProblemDetail.forStatusAndDetail(HttpStatus.SERVICE_UNAVAILABLE, "the bank's node does not answer");
    }
}
