package org.namjai.platform.payment.web;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.namjai.platform.participant.CallingParticipant;
import org.namjai.platform.payment.NetPosition;
import org.namjai.platform.payment.SettlementCycle;
import org.namjai.platform.payment.Settlements;
import org.namjai.platform.shared.InvalidInput;
import org.namjai.platform.shared.ParticipantId;
import org.namjai.platform.shared.Problems;
import org.namjai.platform.shared.ProgrammeId;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What participants owe each other, cycle by cycle; a participant sees no other's. */
@RestController
@RequestMapping("/api/v1/settlements")
class SettlementController {
    private static final int MOST = 100;

    private final Settlements settlements;

    SettlementController(Settlements settlements) {
        this.settlements = settlements;
    }

    /** The newest first. */
    @GetMapping
    @PreAuthorize("hasAnyRole('operator', 'auditor', 'participant')")
    List<CycleView> newest(@RequestParam String programme) {
        new InvalidInput.Check()
                .valid(programme, ProgrammeId::isValid, "programme", "ไม่ใช่รหัสโครงการ", "is no programme's id")
                .orThrow();
        return settlements.newest(new ProgrammeId(programme), MOST).stream()
                .map(CycleView::of)
                .toList();
    }

    @GetMapping("/{id}")
    @PreAuthorize("hasAnyRole('operator', 'auditor', 'participant')")
    ResponseEntity<?> report(Authentication caller, @PathVariable UUID id) {
        Optional<SettlementCycle> cycle = settlements.find(id);
        List<PositionView> positions = cycle.map(settlements::positions).orElse(List.of()).stream()
                .filter(seenBy(caller))
                .map(PositionView::of)
                .toList();
        return cycle.isEmpty() || positions.isEmpty()
                ? notFound()
                : ResponseEntity.ok(Report.of(cycle.get(), positions));
    }

    private static Predicate<NetPosition> seenBy(Authentication caller) {
        Optional<ParticipantId> own = CallingParticipant.in(caller);
        return position -> own.map(position.participant()::equals).orElse(true);
    }

    private static ResponseEntity<?> notFound() {
        return ResponseEntity.of(Problems.of(
                        HttpStatus.NOT_FOUND, "No such cycle", "id", "ไม่มีรอบการชำระนี้", "is no cycle of yours"))
                .build();
    }

    record CycleView(UUID id, String programme, int number, Instant openedAt, @Nullable Instant finishedAt) {
        static CycleView of(SettlementCycle cycle) {
            return new CycleView(
                    cycle.id(), cycle.programme().value(), cycle.number(), cycle.openedAt(), cycle.finishedAt());
        }
    }

    /** @param netSatang what it gets; it pays when this is below zero */
    record PositionView(String participant, long paysSatang, long receivesSatang, long cashSatang, long netSatang) {
        static PositionView of(NetPosition position) {
            return new PositionView(
                    position.participant().value(),
                    position.paysSatang(),
                    position.receivesSatang(),
                    position.cashSatang(),
                    position.netSatang());
        }
    }

    record Report(
            UUID id,
            String programme,
            int number,
            Instant openedAt,
            @Nullable Instant finishedAt,
            List<PositionView> positions) {
        static Report of(SettlementCycle cycle, List<PositionView> positions) {
            return new Report(
                    cycle.id(),
                    cycle.programme().value(),
                    cycle.number(),
                    cycle.openedAt(),
                    cycle.finishedAt(),
                    positions);
        }
    }
}
