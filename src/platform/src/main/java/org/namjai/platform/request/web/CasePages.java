package org.namjai.platform.request.web;

import java.util.UUID;
import org.namjai.platform.programme.Programme;
import org.namjai.platform.programme.Programmes;
import org.namjai.platform.request.Appeals;
import org.namjai.platform.request.Cases;
import org.namjai.platform.request.RequestId;
import org.namjai.platform.request.RequestView;
import org.namjai.platform.request.TableDecisions;
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
 * The file of a case, which a task's form in Tasklist links to: the engine itself keeps nothing about the person. Only an
 * open case of the worker's province is found, and each look is on record.
 */
@Controller
@RequestMapping("/cases")
@PreAuthorize("hasRole('case-worker')")
class CasePages {
    private final Cases cases;
    private final TableDecisions decisions;
    private final Appeals appeals;
    private final Programmes programmes;

    CasePages(Cases cases, TableDecisions decisions, Appeals appeals, Programmes programmes) {
        this.cases = cases;
        this.decisions = decisions;
        this.appeals = appeals;
        this.programmes = programmes;
    }

    @GetMapping("/{id}")
    String look(@PathVariable("id") UUID id, Authentication login, Model model) {
        RequestView request = cases.look(new RequestId(id), CaseWorker.of(login))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        Programme programme = programmes.find(request.programme()).orElseThrow();
        model.addAttribute("request", RequestCard.of(request, programme, null, decisions.explained(request.id())));
        model.addAttribute("grounds", appeals.groundsOf(request.id()).orElse(null));
        return "request/case";
    }
}
