package org.namjai.platform.ledger.web;

import java.util.List;
import java.util.Set;
import org.namjai.platform.ledger.Incident;
import org.namjai.platform.ledger.Ledger;
import org.namjai.platform.ledger.PageView;
import org.namjai.platform.ledger.Receipt;
import org.namjai.platform.participant.CallingParticipant;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** Pages and receipts for auditors, operators, and each participant for its own chains. */
@RestController
@RequestMapping("/api/v1/ledger")
public class LedgerController {
    private static final Set<String> SEE_ALL = Set.of("ROLE_auditor", "ROLE_operator");

    private final Ledger ledger;

    public LedgerController(Ledger ledger) {
        this.ledger = ledger;
    }

    /** A chain's pages after number {@code after}, in order. */
    @GetMapping("/pages")
    List<PageView> pages(
            @RequestParam String programme,
            @RequestParam String participant,
            @RequestParam(defaultValue = "0") long after,
            Authentication who) {
        requireMaySee(participant, who);
        return ledger.pages(programme, participant, after);
    }

    /** The receipt of one transition. */
    @GetMapping("/chains/{programme}/{participant}/transitions/{number}")
    Receipt receipt(
            @PathVariable String programme,
            @PathVariable String participant,
            @PathVariable long number,
            Authentication who) {
        requireMaySee(participant, who);
        return ledger.receipt(programme, participant, number)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "no such transition is recorded"));
    }

    /** Why chains were stopped. */
    @GetMapping("/incidents")
    List<Incident> incidents(Authentication who) {
        if (!seesAll(who)) {
            throw new AccessDeniedException("for auditors and operators");
        }
        return ledger.incidents();
    }

    /** An operator has settled what stopped a chain: its page is sent again. */
    @PostMapping("/chains/{programme}/{participant}/resumption")
    @PreAuthorize("hasRole('operator')")
    ResponseEntity<ProblemDetail> resume(
            @PathVariable String programme, @PathVariable String participant, Authentication who) {
        if (ledger.resume(programme, participant, who.getName())) {
            return ResponseEntity.noContent().build();
        }
        return ResponseEntity.status(HttpStatus.CONFLICT)
                .body(ProblemDetail.forStatusAndDetail(
                        HttpStatus.CONFLICT, "สายบัญชีนี้ไม่ได้หยุดอยู่ / This chain is not stopped."));
    }

    private static void requireMaySee(String participant, Authentication who) {
        if (!seesAll(who) && !isParticipant(participant, who)) {
            throw new AccessDeniedException("not this participant's chain");
        }
    }

    private static boolean seesAll(Authentication who) {
        return who.getAuthorities().stream().map(GrantedAuthority::getAuthority).anyMatch(SEE_ALL::contains);
    }

    private static boolean isParticipant(String participant, Authentication who) {
        return CallingParticipant.in(who)
                .filter(own -> own.value().equals(participant))
                .isPresent();
    }
}
