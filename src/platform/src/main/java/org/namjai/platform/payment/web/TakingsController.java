package org.namjai.platform.payment.web;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.namjai.platform.participant.CallingParticipant;
import org.namjai.platform.payment.Takings;
import org.namjai.platform.shared.InvalidInput;
import org.namjai.platform.shared.ParticipantId;
import org.namjai.platform.shared.Problems;
import org.namjai.platform.shared.ProgrammeId;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** A participant shows its merchants what they were paid. */
@RestController
@RequestMapping("/api/v1/merchants/{id}/payments")
@PreAuthorize("hasRole('participant')")
class TakingsController {
    /** From 1, and no longer than a long can be. */
    private static final Pattern ENTRY = Pattern.compile("[1-9][0-9]{0,17}");

    private final Takings takings;

    TakingsController(Takings takings) {
        this.takings = takings;
    }

    /** The newest of every programme; with {@code programme} and {@code before} the next older ones of one. */
    @GetMapping
    ResponseEntity<?> list(
            @AuthenticationPrincipal Jwt token,
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String programme,
            @RequestParam(required = false) @Nullable String before) {
        check(programme, before);
        return pages(id, programme, before, CallingParticipant.of(token))
                .<ResponseEntity<?>>map(pages ->
                        ResponseEntity.ok(pages.stream().map(PageView::of).toList()))
                .orElseGet(
                        () -> ResponseEntity.of(MerchantController.notFound()).build());
    }

    private static void check(@Nullable String programme, @Nullable String before) {
        new InvalidInput.Check()
                .that(
                        before == null || ENTRY.matcher(before).matches(),
                        "before",
                        "ต้องเป็นจำนวนเต็มตั้งแต่ 1 ไม่เกิน 18 หลัก",
                        "must be a whole number from 1, of at most 18 digits")
                .that(
                        (programme == null) == (before == null),
                        "before",
                        "ต้องระบุพร้อมกับ programme",
                        "goes together with programme")
                .that(
                        programme == null || ProgrammeId.isValid(programme),
                        "programme",
                        "ไม่ใช่รหัสโครงการ",
                        "is no programme's id")
                .orThrow();
    }

    private Optional<List<Takings.Page>> pages(
            UUID merchant, @Nullable String programme, @Nullable String before, ParticipantId caller) {
        if (before == null) return takings.newest(merchant, caller);
        return takings.before(
                        Long.parseLong(before), new ProgrammeId(Objects.requireNonNull(programme)), merchant, caller)
                .map(List::of);
    }

    @GetMapping("/{payment}")
    ResponseEntity<?> find(@AuthenticationPrincipal Jwt token, @PathVariable UUID id, @PathVariable UUID payment) {
        return takings.find(payment, id, CallingParticipant.of(token))
                .<ResponseEntity<?>>map(taking -> ResponseEntity.ok(View.of(taking)))
                .orElseGet(() -> ResponseEntity.of(Problems.of(
                                HttpStatus.NOT_FOUND,
                                "No such payment",
                                "payment",
                                "ไม่มีรายการที่ร้านค้านี้ได้รับ",
                                "is no payment that this merchant of yours received"))
                        .build());
    }

    /** @param next {@code before} of the older ones */
    record PageView(String programme, List<View> payments, @Nullable Long next) {
        static PageView of(Takings.Page page) {
            return new PageView(
                    page.programme().value(),
                    page.takings().stream().map(View::of).toList(),
                    page.next());
        }
    }

    record View(UUID id, long amountSatang, Instant at, @Nullable Long reversedSatang, @Nullable Instant reversedAt) {
        static View of(Takings.Taking taking) {
            return new View(
                    taking.payment(), taking.amountSatang(), taking.at(), taking.reversedSatang(), taking.reversedAt());
        }
    }
}
