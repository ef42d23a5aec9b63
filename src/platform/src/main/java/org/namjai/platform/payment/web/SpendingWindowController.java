package org.namjai.platform.payment.web;

import java.time.Instant;
import java.util.List;
import org.namjai.platform.payment.SpendingWindow;
import org.namjai.platform.payment.SpendingWindows;
import org.namjai.platform.shared.InvalidInput;
import org.namjai.platform.shared.ProgrammeId;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** How the spending of each round stands. */
@RestController
@PreAuthorize("hasAnyRole('operator', 'auditor', 'programme-officer')")
class SpendingWindowController {
    private final SpendingWindows windows;

    SpendingWindowController(SpendingWindows windows) {
        this.windows = windows;
    }

    @GetMapping("/api/v1/programmes/{id}/spending-windows")
    List<View> of(@PathVariable String id) {
        new InvalidInput.Check()
                .valid(id, ProgrammeId::isValid, "id", "ไม่ใช่รหัสโครงการ", "is no programme's id")
                .orThrow();
        return windows.of(new ProgrammeId(id)).stream().map(View::of).toList();
    }

    /** @param returnedWallets from how many wallets unspent money went back to the budget so far */
    record View(
            String round, Instant opensAt, Instant closesAt, String state, long returnedWallets, long returnedSatang) {
        static View of(SpendingWindow window) {
            return new View(
                    window.round(),
                    window.window().opensAt(),
                    window.window().closesAt(),
                    window.state().code(),
                    window.returnedWallets(),
                    window.returnedSatang());
        }
    }
}
