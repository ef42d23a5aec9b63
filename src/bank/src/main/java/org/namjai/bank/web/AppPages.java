package org.namjai.bank.web;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.UUID;
import org.namjai.bank.BankSettings;
import org.namjai.bank.account.Wallets;
import org.namjai.bank.account.Wallets.Wallet;
import org.namjai.bank.merchant.Merchants;
import org.namjai.bank.payment.PaymentOrder;
import org.namjai.bank.payment.Payments;
import org.namjai.bank.security.Refusal;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
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
    private static final int SATANG_IN_BAHT = 100;

    private final BankSettings bank;
    private final Wallets wallets;
    private final Payments payments;
    private final Merchants merchants;

    AppPages(BankSettings bank, Wallets wallets, Payments payments, Merchants merchants) {
        this.bank = bank;
        this.wallets = wallets;
        this.payments = payments;
        this.merchants = merchants;
    }

    @ModelAttribute("bank")
    BankSettings bank() {
        return bank;
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
        return form(ownWallet(id, customer), UUID.randomUUID(), "", model);
    }

    @PostMapping("/wallets/{id}/pay")
    String pay(
            @PathVariable UUID id,
            @RequestParam UUID key,
            @RequestParam UUID merchant,
            @RequestParam String baht,
            @RequestParam String goods,
            @RequestParam(defaultValue = "false") boolean faceToFace,
            @AuthenticationPrincipal OidcUser customer,
            Model model) {
        Wallet wallet = ownWallet(id, customer);
        long satang = satang(baht);
        if (satang <= 0) {
            return form(
                    wallet,
                    key,
                    "จำนวนเงินต้องเป็นตัวเลขมากกว่าศูนย์ ทศนิยมไม่เกินสองตำแหน่ง / The amount must be a number above zero with at most two decimals.",
                    model);
        }
        if (!GOODS.contains(goods))
            return form(wallet, key, "โปรดเลือกประเภทสินค้า / Please choose the kind of goods.", model);
        try {
            model.addAttribute("answer", payments.pay(key, id, new PaymentOrder(merchant, satang, goods, faceToFace)));
            model.addAttribute("amountSatang", satang);
            return "paid";
        } catch (Refusal e) {
            return form(wallet, UUID.randomUUID(), String.valueOf(e.getMessage()), model);
        } catch (RestClientException e) {
            return form(
                    wallet,
                    key,
                    "ระบบกลางไม่ตอบ โปรดกดจ่ายอีกครั้ง จะไม่ถูกหักเงินซ้ำ / The platform does not answer. Press pay again: you will not be charged twice.",
                    model);
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

    /** 0 when the text is no amount of baht. */
    private static long satang(String baht) {
        try {
            return new BigDecimal(baht.strip().replace(",", ""))
                    .setScale(2, RoundingMode.UNNECESSARY)
                    .multiply(BigDecimal.valueOf(SATANG_IN_BAHT))
                    .longValueExact();
        } catch (ArithmeticException | NumberFormatException e) {
            return 0;
        }
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
    record Shown(Wallet wallet, List<Payments.Payment> payments) {}
}
