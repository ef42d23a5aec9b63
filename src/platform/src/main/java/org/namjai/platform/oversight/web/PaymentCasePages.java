package org.namjai.platform.oversight.web;

import java.util.Collection;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.namjai.platform.oversight.PaymentCases;
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
 * The file of a payment case, which its tasks' forms in Tasklist link to. Only an open case of the worker's province is
 * found, and each look is on record.
 */
@Controller
@RequestMapping("/payment-cases")
@PreAuthorize("hasRole('case-worker')")
class PaymentCasePages {
    private static final String PROVINCE = "PROVINCE_";

    private final PaymentCases cases;

    PaymentCasePages(PaymentCases cases) {
        this.cases = cases;
    }

    @GetMapping("/{id}")
    String look(@PathVariable("id") UUID id, Authentication login, Model model) {
        model.addAttribute(
                "file",
                cases.look(id, login.getName(), citizenId(login), provinces(login.getAuthorities()))
                        .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND)));
        return "oversight/case";
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
