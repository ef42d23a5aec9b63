package org.namjai.bank.web;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.namjai.bank.merchant.MerchantCodes;
import org.namjai.bank.merchant.Merchants;
import org.namjai.bank.merchant.Merchants.Merchant;
import org.namjai.bank.security.Refusal;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.client.RestClientException;
import org.springframework.web.server.ResponseStatusException;

/** The shops of this bank and the QR codes that they show at the counter. */
@Controller
class ShopPages {
    private final Merchants merchants;
    private final MerchantCodes codes;
    private final OwnShops own;

    ShopPages(Merchants merchants, MerchantCodes codes, OwnShops own) {
        this.merchants = merchants;
        this.codes = codes;
        this.own = own;
    }

    @GetMapping("/shops")
    String shops(@AuthenticationPrincipal OidcUser customer, Model model) {
        model.addAttribute("own", own.of(customer));
        model.addAttribute("shops", merchants.all());
        return "shops";
    }

    /** With an amount, the code is for one payment. */
    @GetMapping("/shops/{id}")
    String shop(@PathVariable UUID id, @RequestParam(defaultValue = "") String baht, Model model) {
        Merchant shop = merchants.find(id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        Long satang = baht.isBlank() ? null : Amounts.satang(baht);
        model.addAttribute("shop", shop);
        model.addAttribute("baht", baht);
        model.addAttribute("codes", codes(shop, satang, model));
        return "shop";
    }

    /** The one code, or none when there can't be one; the page then says why. */
    private List<Code> codes(Merchant shop, @Nullable Long satang, Model model) {
        try {
            return List.of(Code.of(codes.of(shop.id(), satang)));
        } catch (Refusal refused) {
            model.addAttribute("error", String.valueOf(refused.getMessage()));
        } catch (RestClientException away) {
            model.addAttribute("error", "ระบบกลางไม่ตอบ โปรดลองใหม่ / The platform does not answer; try again.");
        }
        return List.of();
    }

    /** @param amountSatang 0 when the payer enters it */
    record Code(String text, QrPicture picture, long amountSatang) {
        static Code of(JsonNode told) {
            String text = told.path("qr").asText();
            return new Code(text, QrPicture.of(text), told.path("amountSatang").asLong());
        }
    }
}
