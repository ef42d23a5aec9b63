package org.namjai.platform.programme.web;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.namjai.platform.account.AccountRef;
import org.namjai.platform.account.Books;
import org.namjai.platform.programme.Programme;
import org.namjai.platform.programme.Programmes;
import org.namjai.platform.programme.Proposal;
import org.namjai.platform.programme.ProposalResult;
import org.namjai.platform.programme.Proposals;
import org.namjai.platform.shared.FieldProblem;
import org.namjai.platform.shared.InvalidInput;
import org.namjai.platform.shared.ProgrammeId;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** One programme: its versions, what is proposed, who did what; an officer proposes here and an approver decides. */
@Controller
@RequestMapping("/programmes/{id}")
class ProposalPages {
    private static final String PAGE = "programme/one";

    private final Programmes programmes;
    private final Proposals proposals;
    private final Books books;

    ProposalPages(Programmes programmes, Proposals proposals, Books books) {
        this.programmes = programmes;
        this.proposals = proposals;
        this.books = books;
    }

    @GetMapping
    @PreAuthorize("hasAnyRole('programme-officer', 'approver', 'operator', 'auditor')")
    String one(@PathVariable String id, @Nullable @RequestParam(required = false) String deployed, Model model) {
        model.addAttribute("deployed", deployed);
        return page(programme(id), List.of(), Map.of(), model);
    }

    @PostMapping("/proposals")
    @PreAuthorize("hasRole('programme-officer')")
    String propose(
            @PathVariable String id, @RequestParam Map<String, String> sent, Authentication officer, Model model) {
        Programme programme = programme(id);
        try {
            return answered(
                    programme,
                    proposals.propose(new ProposalForm(sent).body().terms(programme.id()), officer.getName()),
                    sent,
                    model);
        } catch (InvalidInput invalid) {
            return page(programme, invalid.problems(), sent, model);
        }
    }

    @PostMapping("/proposals/{proposal}/approval")
    @PreAuthorize("hasRole('approver')")
    String approve(@PathVariable String id, @PathVariable UUID proposal, Authentication approver, Model model) {
        return answered(programme(id), proposals.approve(proposal, approver.getName()), Map.of(), model);
    }

    @PostMapping("/proposals/{proposal}/refusal")
    @PreAuthorize("hasRole('approver')")
    String refuse(
            @PathVariable String id,
            @PathVariable UUID proposal,
            @RequestParam Map<String, String> sent,
            Authentication approver,
            Model model) {
        Programme programme = programme(id);
        try {
            return answered(programme, proposals.refuse(proposal, approver.getName(), sent.get("reason")), sent, model);
        } catch (InvalidInput invalid) {
            return page(programme, invalid.problems(), sent, model);
        }
    }

    private String answered(Programme programme, ProposalResult result, Map<String, String> sent, Model model) {
        return result.fold(
                done -> "redirect:/programmes/" + programme.id(),
                refused -> page(programme, List.of(ProposalProblems.of(refused.refusal())), sent, model));
    }

    private String page(Programme programme, List<FieldProblem> problems, Map<String, String> sent, Model model) {
        List<Proposal> all = proposals.of(programme.id());
        model.addAttribute("programme", programme);
        model.addAttribute(
                "budgetSatang", books.balance(AccountRef.budget(programme.id())).orElse(0L));
        model.addAttribute("versions", programmes.versions(programme.id()));
        model.addAttribute(
                "open", all.stream().filter(Proposal::isOpen).findFirst().orElse(null));
        model.addAttribute(
                "decided", all.stream().filter(proposal -> !proposal.isOpen()).toList());
        model.addAttribute("acts", programmes.acts(programme.id()));
        model.addAttribute("problems", problems);
        model.addAttribute("sent", sent);
        return PAGE;
    }

    private Programme programme(String id) {
        return Optional.of(id)
                .filter(ProgrammeId::isValid)
                .flatMap(valid -> programmes.find(new ProgrammeId(valid)))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }
}
