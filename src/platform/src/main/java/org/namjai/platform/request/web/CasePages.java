package org.namjai.platform.request.web;

import java.util.Collection;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.namjai.platform.programme.Programme;
import org.namjai.platform.programme.Programmes;
import org.namjai.platform.request.Appeals;
import org.namjai.platform.request.CaseWorker;
import org.namjai.platform.request.Cases;
import org.namjai.platform.request.RequestId;
import org.namjai.platform.request.RequestView;
import org.namjai.platform.request.TableDecisions;
import org.namjai.platform.shared.CitizenId;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.oauth2.core.OAuth2AuthenticatedPrincipal;
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
    private static final String PROVINCE = "PROVINCE_";

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
        RequestView request = cases.look(new RequestId(id), worker(login))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        Programme programme = programmes.find(request.programme()).orElseThrow();
        model.addAttribute("request", RequestCard.of(request, programme, null, decisions.explained(request.id())));
        model.addAttribute("grounds", appeals.groundsOf(request.id()).orElse(null));
        return "request/case";
    }

    private static CaseWorker worker(Authentication login) {
        return new CaseWorker(login.getName(), citizenId(login), provinces(login.getAuthorities()));
    }

    private static @Nullable CitizenId citizenId(Authentication login) {
        if (!(login.getPrincipal() instanceof OAuth2AuthenticatedPrincipal principal)) return null;
        String digits = principal.getAttribute("citizen_id");
        return digits != null && CitizenId.isValid(digits) ? new CitizenId(digits) : null;
    }

    private static Set<String> provinces(Collection<? extends GrantedAuthority> authorities) {
        return authorities.stream()
                .map(GrantedAuthority::getAuthority)
                .filter(name -> name != null && name.startsWith(PROVINCE))
                .map(name -> name.substring(PROVINCE.length()))
                .collect(Collectors.toUnmodifiableSet());
    }
}
