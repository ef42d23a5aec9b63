package org.namjai.platform.operations.web;

import org.namjai.platform.operations.Figures;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

@Controller
@PreAuthorize("hasAnyRole('operator', 'auditor')")
class OperationsPages {
    private final Figures figures;

    OperationsPages(Figures figures) {
        this.figures = figures;
    }

    @GetMapping("/operations")
    String dashboard(Model model) {
        model.addAttribute("board", Charts.of(figures.board()));
        return "operations/dashboard";
    }
}
