package org.namjai.bank.web;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.namjai.bank.account.Wallets;
import org.namjai.bank.account.Wallets.Wallet;
import org.namjai.bank.merchant.Merchants;
import org.namjai.bank.payment.FaceToFace;
import org.namjai.bank.payment.PaymentAnswer;
import org.namjai.bank.payment.PaymentOrder;
import org.namjai.bank.payment.Payments;
import org.namjai.bank.security.Refusal;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.client.RestClientException;
import org.springframework.web.server.ResponseStatusException;

/** A customer's own wallets and payments. */
@Controller
class AppPages {
    private static final List<String> GOODS = List.of(
            "food", "general", "farm-input", "medicine", "clothing", "alcohol", "tobacco", "electronics", "fuel");

    /** Of payments: in the order of their time, which costs the state's index less than chance does; no secrets. */
    private static final NoArgGenerator KEYS = Generators.timeBasedEpochGenerator();

    private final Wallets wallets;
    private final Payments payments;
    private final Merchants merchants;

    AppPages(Wallets wallets, Payments payments, Merchants merchants) {
        this.wallets = wallets;
        this.payments = payments;
        this.merchants = merchants;
    }

    @GetMapping("/")
    String home() {
        return "home";
    }

    @GetMapping("/wallets")
    String wallets(@AuthenticationPrincipal OidcUser customer, Model model) {
        model.addAttribute(
                "wallets",
                own(customer).stream()
                        .map(wallet -> new Shown(wallet, payments.ofWallet(wallet.walletId())))
                        .toList());
        return "wallets";
    }

    @GetMapping("/wallets/{id}/pay")
    String form(@PathVariable UUID id, @AuthenticationPrincipal OidcUser customer, Model model) {
        return form(ownWallet(id, customer), KEYS.generate(), "", model);
    }

    @PostMapping("/wallets/{id}/pay")
    String pay(
            @PathVariable UUID id,
            @RequestParam UUID key,
            @RequestParam(required = false) @Nullable UUID merchant,
            @RequestParam(defaultValue = "") String qr,
            @RequestParam(defaultValue = "") String baht,
            @RequestParam(defaultValue = "") List<String> goods,
            @RequestParam(defaultValue = "false") boolean faceToFace,
            @RequestParam(defaultValue = "") String place,
            @AuthenticationPrincipal OidcUser customer,
            Model model) {
        Wallet wallet = ownWallet(id, customer);
        Wish wish = new Wish(merchant, qr.strip(), baht, goods, faceToFace, place);
        String mistake = wish.mistake();
        if (!mistake.isEmpty()) return form(wallet, key, mistake, model);
        try {
            PaymentAnswer answer = payments.pay(key, id, wish.order(Instant.now()));
            model.addAttribute("answer", answer);
            model.addAttribute(
                    "amountSatang", payments.find(key).orElseThrow().order().amountSatang());
            return "paid";
        } catch (Refusal e) {
            return form(wallet, KEYS.generate(), String.valueOf(e.getMessage()), model);
        } catch (RestClientException e) {
            return form(
                    wallet,
                    key,
                    "ระบบกลางไม่ตอบ โปรดกดจ่ายอีกครั้ง จะไม่ถูกหักเงินซ้ำ / The platform does not answer. Press pay again: you will not be charged twice.",
                    model);
        }
    }

    /**
     * What the form asks for: a shop of this bank, or what a scanned QR code names.
     *
     * @param baht left out when the code has the amount
     * @param place DOPA code of the district where the phone is
     */
    record Wish(@Nullable UUID merchant, String qr, String baht, List<String> goods, boolean faceToFace, String place) {
        String mistake() {
            if ((merchant == null) == qr.isEmpty()) {
                return "โปรดวางข้อความ QR หรือเลือกร้านค้า อย่างใดอย่างหนึ่ง / Please paste a QR code’s text or choose a shop, not both.";
            }
            if (baht.isBlank() ? qr.isEmpty() : Amounts.satang(baht) <= 0) {
                return "จำนวนเงินต้องเป็นตัวเลขมากกว่าศูนย์ ทศนิยมไม่เกินสองตำแหน่ง / The amount must be a number above zero with at most two decimals.";
            }
            if (goods.isEmpty() || !GOODS.containsAll(goods)) {
                return "โปรดเลือกประเภทสินค้า / Please choose the kinds of goods.";
            }
            return faceToFace && !place.matches("[0-9]{4}")
                    ? "โปรดใส่รหัสอำเภอ 4 หลักของที่ที่คุณอยู่ / Please enter the four-digit code of the district where you are."
                    : "";
        }

        PaymentOrder order(Instant now) {
            return new PaymentOrder(
                    merchant,
                    qr.isEmpty() ? null : qr,
                    baht.isBlank() ? null : Long.valueOf(Amounts.satang(baht)),
                    goods,
                    faceToFace ? new FaceToFace(true, place, now) : null);
        }
    }

    private String form(Wallet wallet, UUID key, String error, Model model) {
        model.addAttribute("wallet", wallet);
        model.addAttribute("key", key);
        model.addAttribute("error", error);
        model.addAttribute("merchants", merchants.all());
        model.addAttribute("goods", GOODS);
        return "pay";
    }

    private List<Wallet> own(OidcUser customer) {
        String citizenId = customer.getClaimAsString("citizen_id");
        return citizenId == null ? List.of() : wallets.ofCitizen(citizenId);
    }

    /** Another's wallet is as unknown as one that does not exist. */
    private Wallet ownWallet(UUID id, OidcUser customer) {
        return own(customer).stream()
                .filter(wallet -> wallet.walletId().equals(id))
                .findFirst()
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    /** A wallet with its newest payments. */
    record Shown(Wallet wallet, List<Payments.Spent> payments) {}
}
