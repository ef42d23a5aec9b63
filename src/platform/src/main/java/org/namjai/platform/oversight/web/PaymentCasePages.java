package org.namjai.platform.oversight.web;

import java.util.UUID;
import org.namjai.platform.oversight.PaymentCases;
import org.namjai.platform.shared.CaseWorker;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.server.ResponseStatusException;

/**
 * The file of a payment case, which its tasks' forms in Tasklist link to. Only an open case of the worker's province is
 * found, and each look is on record.
 */
@Controller
@RequestMapping("/payment-cases")
@PreAuthorize("hasRole('case-worker')")
class PaymentCasePages {
    private final PaymentCases cases;

    PaymentCasePages(PaymentCases cases) {
        this.cases = cases;
    }

    @GetMapping("/{id}")
    String look(@PathVariable("id") UUID id, Authentication login, Model model) {
        model.addAttribute(
                "file",
                cases.look(id, CaseWorker.of(login))
                        .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND)));
        return "oversight/case";
    }
}
