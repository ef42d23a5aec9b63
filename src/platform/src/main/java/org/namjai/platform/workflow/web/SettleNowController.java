package org.namjai.platform.workflow.web;

import org.jspecify.annotations.Nullable;
import org.namjai.platform.shared.InvalidInput;
import org.namjai.platform.shared.Problems;
import org.namjai.platform.shared.ProgrammeId;
import org.namjai.platform.workflow.WindowWatch;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** An operator settles a programme's shops without waiting for the interval. */
@RestController
@PreAuthorize("hasRole('operator')")
class SettleNowController {
    private final WindowWatch windows;

    SettleNowController(WindowWatch windows) {
        this.windows = windows;
    }

    @PostMapping("/api/v1/settlements")
    ResponseEntity<?> settle(@RequestBody Body body) {
        new InvalidInput.Check()
                .valid(body.programme(), ProgrammeId::isValid, "programme", "ไม่ใช่รหัสโครงการ", "is no programme's id")
                .orThrow();
        return windows.settleNow(new ProgrammeId(String.valueOf(body.programme())))
                ? ResponseEntity.accepted().build()
                : ResponseEntity.of(Problems.of(
                                HttpStatus.CONFLICT,
                                "No window waits",
                                "programme",
                                "ไม่มีช่วงใช้จ่ายที่เปิดอยู่ หรือกำลังชำระอยู่แล้ว",
                                "has no spending window that waits, or is being settled now"))
                        .build();
    }

    record Body(@Nullable String programme) {}
}
