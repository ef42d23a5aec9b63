package org.namjai.platform.account.web;

import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.namjai.platform.account.AccountKind;
import org.namjai.platform.account.AccountPage;
import org.namjai.platform.account.Accounts;
import org.namjai.platform.account.Statement;
import org.namjai.platform.account.Statements;
import org.namjai.platform.account.Transfers;
import org.namjai.platform.account.web.AccountViews.AccountView;
import org.namjai.platform.account.web.AccountViews.StatementView;
import org.namjai.platform.shared.InvalidInput;
import org.namjai.platform.shared.ProgrammeId;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** A programme's accounts and an account's statement, for people who check the books. */
@Controller
@PreAuthorize("hasAnyRole('operator', 'auditor')")
class AccountPages {
    /** As many rows as a thumb scrolls. */
    static final int ROWS = 25;

    private static final String ROWS_TEXT = String.valueOf(ROWS);

    /** The rest of the address, checked, for the choice of language to come back to. */
    private static final String PLACE = "place";

    private static final AccountPage NO_ACCOUNTS = new AccountPage(List.of(), null, null);

    private final Accounts accounts;
    private final Statements statements;
    private final Transfers transfers;

    AccountPages(Accounts accounts, Statements statements, Transfers transfers) {
        this.accounts = accounts;
        this.statements = statements;
        this.transfers = transfers;
    }

    /** The first programme's budget until something else is chosen. */
    @GetMapping("/operations/accounts")
    String search(
            @RequestParam(defaultValue = "") String programme,
            @RequestParam(defaultValue = "budget") String kind,
            @RequestParam(defaultValue = "") String participant,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(required = false) @Nullable String before,
            Model model) {
        List<ProgrammeId> programmes = accounts.programmes();
        String chosen =
                programme.isEmpty() && !programmes.isEmpty() ? programmes.get(0).value() : programme;
        model.addAttribute(
                "programmes", programmes.stream().map(ProgrammeId::value).toList());
        model.addAttribute(
                "kinds",
                Arrays.stream(AccountKind.values()).map(AccountKind::code).toList());
        model.addAttribute("participants", participants(chosen));
        model.addAttribute("filter", new Chosen(chosen, kind, participant));
        AccountPage page = NO_ACCOUNTS;
        if (!chosen.isEmpty()) {
            var search = orBadRequest(() -> Parameters.Search.of(
                    chosen, kind, participant.isEmpty() ? null : participant, after, before, ROWS_TEXT));
            page = read(search);
            model.addAttribute(
                    PLACE,
                    query("programme", chosen)
                            + query("kind", kind)
                            + query("participant", participant)
                            + query("after", after)
                            + query("before", before));
        }
        model.addAttribute(
                "accounts", page.accounts().stream().map(AccountView::of).toList());
        model.addAttribute("previous", page.previous());
        model.addAttribute("next", page.next());
        return "account/list";
    }

    /** What the form shows as chosen; empty for nothing. */
    record Chosen(String programme, String kind, String participant) {}

    private AccountPage read(Parameters.Search search) {
        return search.before() == null
                ? accounts.after(search.filter(), search.after(), search.limit())
                : accounts.before(search.filter(), search.before(), search.limit());
    }

    private List<String> participants(String programme) {
        return transfers.chains().stream()
                .filter(chain -> chain.programme().value().equals(programme))
                .map(chain -> chain.participant().value())
                .toList();
    }

    @GetMapping("/operations/accounts/{id}")
    String statement(@PathVariable String id, @RequestParam(required = false) @Nullable String before, Model model) {
        var history = orBadRequest(() -> Parameters.History.of(id, before, ROWS_TEXT));
        Statement statement = statements
                .page(history.account(), history.before(), history.limit())
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        model.addAttribute("statement", StatementView.of(statement));
        model.addAttribute("chart", statement.lines().isEmpty() ? null : BalanceChart.of(statement));
        model.addAttribute("newer", Newer.of(statement));
        model.addAttribute(PLACE, query("before", before));
        return "account/statement";
    }

    /**
     * Whether there are newer lines than a page's, and how the page that begins above them is found.
     *
     * @param before none when the newer page is the newest
     */
    record Newer(boolean there, @Nullable Long before) {
        static Newer of(Statement statement) {
            long entries = statement.account().entries();
            if (statement.lines().isEmpty()) {
                return new Newer(entries > 0, null);
            }
            long newest = statement.lines().get(0).entry();
            // Entries have no gaps, so that the page above can be counted out.
            long before = newest + ROWS + 1;
            return new Newer(newest < entries, before > entries ? null : before);
        }
    }

    private static String query(String name, @Nullable String value) {
        return value == null ? "" : "&" + name + "=" + value;
    }

    private static <T> T orBadRequest(Supplier<T> parameters) {
        try {
            return parameters.get();
        } catch (InvalidInput invalid) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST, null, invalid);
        }
    }
}
