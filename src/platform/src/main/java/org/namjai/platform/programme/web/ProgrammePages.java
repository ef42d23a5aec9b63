package org.namjai.platform.programme.web;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.namjai.platform.account.AccountRef;
import org.namjai.platform.account.Books;
import org.namjai.platform.programme.Programme;
import org.namjai.platform.programme.Programmes;
import org.namjai.platform.programme.Proposals;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The first page, and the catalogue for the officers. */
@Controller
class ProgrammePages {
    private final Programmes programmes;
    private final Proposals proposals;
    private final Books books;
    private final Clock clock;

    ProgrammePages(Programmes programmes, Proposals proposals, Books books, Clock clock) {
        this.programmes = programmes;
        this.proposals = proposals;
        this.books = books;
        this.clock = clock;
    }

    @GetMapping("/")
    String home(@Nullable Authentication login, Model model) {
        model.addAttribute(
                "programmes",
                programmes.all().stream()
                        .filter(programme -> programme.takesRequests(clock.instant()))
                        .toList());
        model.addAttribute("places", places(login));
        return "programme/home";
    }

    @GetMapping("/programmes")
    @PreAuthorize("hasAnyRole('programme-officer', 'approver', 'operator', 'auditor')")
    String catalogue(Model model) {
        model.addAttribute(
                "programmes", programmes.all().stream().map(this::card).toList());
        model.addAttribute("open", proposals.open());
        return "programme/list";
    }

    private ProgrammeCard card(Programme programme) {
        return new ProgrammeCard(
                programme.id().value(),
                programme.nameTh(),
                programme.nameEn(),
                programme.version(),
                programme.state().name().toLowerCase(Locale.ROOT),
                programme.round(),
                programme.takesRequests(clock.instant()),
                programme.isSpendable(clock.instant()),
                books.balance(AccountRef.budget(programme.id())).orElse(0L));
    }

    /** Where this person works, by the roles of the login. */
    private static List<Place> places(@Nullable Authentication login) {
        Set<String> roles = login == null ? Set.of() : AuthorityUtils.authorityListToSet(login.getAuthorities());
        List<Place> places = new ArrayList<>();
        for (Place place : Place.ALL) {
            if (place.roles().stream().anyMatch(role -> roles.contains("ROLE_" + role))) {
                places.add(place);
            }
        }
        return places;
    }

    /** One place of work: {@code place.<name>} are its words. */
    record Place(String name, String path, Set<String> roles) {
        static final List<Place> ALL = List.of(
                new Place("requests", "/requests", Set.of("citizen")),
                new Place("tasklist", "/camunda/app/tasklist/default/", Set.of("case-worker")),
                new Place("programmes", "/programmes", Set.of("programme-officer", "approver", "operator", "auditor")),
                new Place("operations", "/operations", Set.of("operator", "auditor")),
                new Place(
                        "cockpit",
                        "/camunda/app/cockpit/default/",
                        Set.of("programme-officer", "operator", "camunda-admin")));
    }

    /** A programme as the officers' page shows it. */
    record ProgrammeCard(
            String id,
            String nameTh,
            String nameEn,
            String version,
            String state,
            String round,
            boolean takesRequests,
            boolean windowOpen,
            long budgetSatang) {}
}
