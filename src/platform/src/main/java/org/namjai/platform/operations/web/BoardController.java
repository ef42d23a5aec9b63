package org.namjai.platform.operations.web;

import org.namjai.platform.operations.Board;
import org.namjai.platform.operations.Figures;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The dashboard's figures for programs. */
@RestController
@PreAuthorize("hasAnyRole('operator', 'auditor')")
class BoardController {
    private final Figures figures;

    BoardController(Figures figures) {
        this.figures = figures;
    }

    @GetMapping("/api/v1/operations/board")
    Board board() {
        return figures.board();
    }
}
