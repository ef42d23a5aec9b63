package org.namjai.platform.payment.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonRawValue;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.namjai.platform.participant.CallingParticipant;
import org.namjai.platform.payment.Merchant;
import org.namjai.platform.payment.Merchants;
import org.namjai.platform.payment.Merchants.Actor;
import org.namjai.platform.payment.RegisteredMerchant;
import org.namjai.platform.payment.RegisteredMerchant.State;
import org.namjai.platform.payment.Tax;
import org.namjai.platform.shared.InvalidInput;
import org.namjai.platform.shared.Problems;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * A participant registers the merchants that bank with it, and answers for who they are; it and the operators suspend, let
 * in again and close; every participant may read them.
 */
@RestController
@RequestMapping("/api/v1/merchants/{id}")
class MerchantController {
    private final Merchants merchants;

    MerchantController(Merchants merchants) {
        this.merchants = merchants;
    }

    @PutMapping
    @PreAuthorize("hasRole('participant')")
    ResponseEntity<?> register(JwtAuthenticationToken caller, @PathVariable UUID id, @RequestBody Body body) {
        return view(merchants.register(body.merchant(id, caller), body.first()));
    }

    @GetMapping
    @PreAuthorize("hasAnyRole('participant', 'operator', 'auditor')")
    ResponseEntity<?> find(@PathVariable UUID id) {
        return view(merchants.find(id));
    }

    @PutMapping("/state")
    @PreAuthorize("hasAnyRole('participant', 'operator')")
    ResponseEntity<?> move(JwtAuthenticationToken caller, @PathVariable UUID id, @RequestBody StateBody body) {
        return switch (merchants.move(id, body.parsed(), body.checkedReason(), actor(caller))) {
            case MOVED -> view(merchants.find(id));
            case UNKNOWN -> problem(notFound());
            case NOT_FROM_ITS_STATE ->
                problem(conflict(
                        "เปลี่ยนจากสถานะปัจจุบันเป็นสถานะนี้ไม่ได้",
                        "can't follow the merchant's state: applied, active, suspended, closed for good"));
            case SUSPENDED_BY_OPERATOR ->
                problem(conflict(
                        "ผู้ดูแลระบบเป็นผู้ระงับ จึงต้องให้ผู้ดูแลระบบแก้",
                        "an operator suspended the merchant, so only an operator may change that"));
        };
    }

    @GetMapping("/changes")
    @PreAuthorize("hasAnyRole('participant', 'operator', 'auditor')")
    ResponseEntity<?> changes(JwtAuthenticationToken caller, @PathVariable UUID id) {
        return merchants
                .find(id)
                .filter(found -> isOwnOrStaff(caller, found))
                .<ResponseEntity<?>>map(found -> ResponseEntity.ok(
                        merchants.changes(id).stream().map(ChangeView::of).toList()))
                .orElseGet(() -> problem(notFound()));
    }

    private static boolean isOwnOrStaff(JwtAuthenticationToken caller, RegisteredMerchant found) {
        return CallingParticipant.in(caller)
                .map(found.merchant().participant()::equals)
                .orElse(true);
    }

    private static Actor actor(JwtAuthenticationToken caller) {
        return CallingParticipant.in(caller).map(Actor::participant).orElseGet(() -> Actor.operator(caller.getName()));
    }

    private static ResponseEntity<?> view(Optional<RegisteredMerchant> found) {
        return found.<ResponseEntity<?>>map(merchant -> ResponseEntity.ok(MerchantView.of(merchant)))
                .orElseGet(() -> problem(notFound()));
    }

    static ProblemDetail notFound() {
        return Problems.of(
                HttpStatus.NOT_FOUND, "No such merchant", "id", "ไม่มีร้านค้านี้", "is no merchant of yours");
    }

    private static ProblemDetail conflict(String th, String en) {
        return Problems.of(HttpStatus.CONFLICT, "Not from its state", "state", th, en);
    }

    private static ResponseEntity<?> problem(ProblemDetail problem) {
        return ResponseEntity.of(problem).build();
    }

    /**
     * @param tax in no tax system when it is left out
     * @param state {@code applied} while its participant still checks it; a new one is {@code active} otherwise
     */
    record Body(
            String name,
            @JsonProperty("class") String merchantClass,
            String district,
            List<String> goods,
            @Nullable TaxBody tax,
            @Nullable Boolean postpaidMobile,
            @Nullable String state) {
        Merchant merchant(UUID id, JwtAuthenticationToken caller) {
            new InvalidInput.Check()
                    .present(name, "name")
                    .present(merchantClass, "class")
                    .present(district, "district")
                    .that(
                            goods != null && goods.stream().allMatch(Objects::nonNull),
                            "goods",
                            "ต้องระบุประเภทสินค้าที่ขาย",
                            "are required: the classes of goods that it sells")
                    .that(
                            state == null || Set.of("applied", "active").contains(state),
                            "state",
                            "ต้องเป็น applied หรือ active",
                            "must be applied or active")
                    .orThrow();
            return new Merchant(
                    id,
                    CallingParticipant.of(caller.getToken()),
                    name,
                    merchantClass,
                    district,
                    goods,
                    tax == null ? Tax.NONE : tax.parsed(),
                    Boolean.TRUE.equals(postpaidMobile));
        }

        State first() {
            return "applied".equals(state) ? State.APPLIED : State.ACTIVE;
        }
    }

    record TaxBody(String status, @Nullable Integer tradingSince, @Nullable List<Integer> yearsFiled) {
        Tax parsed() {
            new InvalidInput.Check()
                    .valid(
                            status,
                            code -> Tax.Status.of(code).isPresent(),
                            "tax.status",
                            "ต้องเป็น none, vat, corporate หรือ personal-income",
                            "must be none, vat, corporate or personal-income")
                    .that(
                            yearsFiled == null || yearsFiled.stream().allMatch(Objects::nonNull),
                            "tax.yearsFiled",
                            "ต้องเป็นปี ค.ศ.",
                            "must be Gregorian years")
                    .orThrow();
            return new Tax(
                    Tax.Status.of(status).orElseThrow(), tradingSince, yearsFiled == null ? List.of() : yearsFiled);
        }
    }

    record StateBody(@Nullable String state, @Nullable String reason) {
        private static final Set<String> STATES = Set.of("active", "suspended", "closed");
        private static final int LONGEST_REASON = 500;

        State parsed() {
            new InvalidInput.Check()
                    .valid(
                            state,
                            STATES::contains,
                            "state",
                            "ต้องเป็น active, suspended หรือ closed",
                            "must be active, suspended or closed")
                    .valid(
                            reason,
                            why -> !why.isBlank() && why.length() <= LONGEST_REASON,
                            "reason",
                            "ต้องมี 1 ถึง 500 ตัวอักษร ผู้จ่ายจะเห็นข้อความนี้",
                            "must be 1 to 500 characters; payers see it")
                    .orThrow();
            return State.valueOf(String.valueOf(state).toUpperCase(Locale.ROOT));
        }

        String checkedReason() {
            return String.valueOf(reason).strip();
        }
    }

    /** A change as it was told; {@code told} is the register's row after it. */
    record ChangeView(Instant at, String by, String state, String reason, @JsonRawValue String told) {
        static ChangeView of(Merchants.Change change) {
            return new ChangeView(change.at(), change.by(), change.state(), change.reason(), change.told());
        }
    }
}
