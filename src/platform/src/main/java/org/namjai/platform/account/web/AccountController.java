package org.namjai.platform.account.web;

import org.jspecify.annotations.Nullable;
import org.namjai.platform.account.Accounts;
import org.namjai.platform.account.Statements;
import org.namjai.platform.account.web.AccountViews.AccountsView;
import org.namjai.platform.account.web.AccountViews.StatementView;
import org.namjai.platform.shared.Problems;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Accounts and their statements, page by page. */
@RestController
@RequestMapping("/api/v1/accounts")
@PreAuthorize("hasAnyRole('operator', 'auditor')")
class AccountController {
    private final Accounts accounts;
    private final Statements statements;

    AccountController(Accounts accounts, Statements statements) {
        this.accounts = accounts;
        this.statements = statements;
    }

    /** Accounts by id; {@code after} is {@code next} of the page before. */
    @GetMapping
    AccountsView search(
            @RequestParam(required = false) @Nullable String programme,
            @RequestParam(required = false) @Nullable String kind,
            @RequestParam(required = false) @Nullable String participant,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(required = false) @Nullable String limit) {
        var search = Parameters.Search.of(programme, kind, participant, after, null, limit);
        return AccountsView.of(accounts.after(search.filter(), search.after(), search.limit()));
    }

    /** An account's history, newest first; {@code before} is {@code next} of the page before. */
    @GetMapping("/{id}/statement")
    ResponseEntity<?> statement(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String before,
            @RequestParam(required = false) @Nullable String limit) {
        var history = Parameters.History.of(id, before, limit);
        return statements
                .page(history.account(), history.before(), history.limit())
                .<ResponseEntity<?>>map(statement -> ResponseEntity.ok(StatementView.of(statement)))
                .orElseGet(() -> ResponseEntity.of(Problems.of(
                                HttpStatus.NOT_FOUND, "No such account", "id", "ไม่มีบัญชีนี้", "is no account's id"))
                        .build());
    }
}
