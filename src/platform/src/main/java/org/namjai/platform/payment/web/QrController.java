package org.namjai.platform.payment.web;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.namjai.platform.participant.CallingParticipant;
import org.namjai.platform.payment.MerchantQrs;
import org.namjai.platform.payment.MerchantQrs.Scanned;
import org.namjai.platform.payment.Merchants;
import org.namjai.platform.payment.QrImage;
import org.namjai.platform.payment.RegisteredMerchant;
import org.namjai.platform.payment.ThaiQr;
import org.namjai.platform.shared.InvalidInput;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** QR codes: a participant makes those of its merchants, and reads everybody's. */
@RestController
@PreAuthorize("hasRole('participant')")
class QrController {
    private static final int LONGEST_MINUTES = 24 * 60;
    private static final long MOST_SATANG = 999_999_999_99L;
    private static final String IMAGE_SVG = "image/svg+xml";

    private final Merchants merchants;
    private final MerchantQrs qrs;

    QrController(Merchants merchants, MerchantQrs qrs) {
        this.merchants = merchants;
        this.qrs = qrs;
    }

    /**
     * Static without an amount, dynamic with one.
     *
     * @param bill the merchant's own number of the bill
     * @param minutes how long a dynamic code is paid
     */
    record Wish(@Nullable Long amountSatang, @Nullable String bill, @Nullable Integer minutes) {
        private static final int USUAL_MINUTES = 15;

        Wish checked() {
            new InvalidInput.Check()
                    .that(
                            amountSatang == null || amountSatang > 0 && amountSatang <= MOST_SATANG,
                            "amountSatang",
                            "ต้องมากกว่า 0 และไม่เกิน 99,999,999,999",
                            "must be more than 0 and at most 99,999,999,999")
                    .that(
                            bill == null || bill.matches("[A-Z0-9]{1,20}") && amountSatang != null,
                            "bill",
                            "ต้องเป็น A-Z 0-9 ไม่เกิน 20 ตัว และต้องมีจำนวนเงิน",
                            "must be up to 20 of A-Z 0-9, with an amount")
                    .that(
                            minutes == null || minutes > 0 && minutes <= LONGEST_MINUTES && amountSatang != null,
                            "minutes",
                            "ต้องเป็น 1 ถึง 1440 และต้องมีจำนวนเงิน",
                            "must be 1 to 1440, with an amount")
                    .orThrow();
            return this;
        }

        ThaiQr of(RegisteredMerchant merchant, MerchantQrs qrs) {
            return amountSatang == null
                    ? qrs.lasting(merchant)
                    : qrs.once(
                            merchant,
                            amountSatang,
                            bill,
                            Duration.ofMinutes(minutes == null ? USUAL_MINUTES : minutes));
        }
    }

    // The same parameters three times: with Corda's Kotlin on the class path Spring binds no record of them.
    @GetMapping(path = "/api/v1/merchants/{id}/qr", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<?> text(
            @AuthenticationPrincipal Jwt token,
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable Long amountSatang,
            @RequestParam(required = false) @Nullable String bill,
            @RequestParam(required = false) @Nullable Integer minutes) {
        return make(token, id, new Wish(amountSatang, bill, minutes), text -> View.of(text, qrs.read(text)));
    }

    @GetMapping(path = "/api/v1/merchants/{id}/qr", produces = MediaType.IMAGE_PNG_VALUE)
    ResponseEntity<?> png(
            @AuthenticationPrincipal Jwt token,
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable Long amountSatang,
            @RequestParam(required = false) @Nullable String bill,
            @RequestParam(required = false) @Nullable Integer minutes) {
        return make(token, id, new Wish(amountSatang, bill, minutes), QrImage::png);
    }

    @GetMapping(path = "/api/v1/merchants/{id}/qr", produces = IMAGE_SVG)
    ResponseEntity<?> svg(
            @AuthenticationPrincipal Jwt token,
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable Long amountSatang,
            @RequestParam(required = false) @Nullable String bill,
            @RequestParam(required = false) @Nullable Integer minutes) {
        return make(token, id, new Wish(amountSatang, bill, minutes), QrImage::svg);
    }

    private ResponseEntity<?> make(Jwt token, UUID id, Wish wish, Function<String, Object> form) {
        Wish checked = wish.checked();
        return own(token, id)
                .<ResponseEntity<?>>map(merchant ->
                        ResponseEntity.ok(form.apply(checked.of(merchant, qrs).text())))
                .orElseGet(() -> ResponseEntity.status(HttpStatus.NOT_FOUND)
                        // Whatever picture was asked for.
                        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                        .body(MerchantController.notFound()));
    }

    private Optional<RegisteredMerchant> own(Jwt token, UUID id) {
        return merchants.find(id).filter(found -> found.merchant().participant().equals(CallingParticipant.of(token)));
    }

    /** What a scanned code asks for, so that the payer sees whom they are about to pay. */
    @PostMapping("/api/v1/qr-readings")
    View read(@RequestBody Body body) {
        new InvalidInput.Check().present(body.qr(), "qr").orThrow();
        return View.of(body.qr(), qrs.read(body.qr()));
    }

    record Body(String qr) {}

    /** @param endsAt from when on a dynamic code is not paid any more */
    record View(
            String qr,
            MerchantView merchant,
            boolean dynamic,
            @Nullable Long amountSatang,
            @Nullable String bill,
            @Nullable Instant endsAt) {
        static View of(String text, Scanned scanned) {
            return new View(
                    text,
                    MerchantView.of(scanned.merchant()),
                    scanned.label() != null,
                    scanned.amountSatang(),
                    scanned.bill(),
                    scanned.endsAt());
        }
    }
}
