package org.namjai.bank.web;

import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.namjai.bank.merchant.Merchants.Merchant;
import org.namjai.bank.merchant.Reason;
import org.namjai.bank.merchant.ReversalAnswer;
import org.namjai.bank.merchant.Reversals;
import org.namjai.bank.merchant.Takings;
import org.namjai.bank.merchant.Takings.Taking;
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
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.client.RestClientException;
import org.springframework.web.server.ResponseStatusException;

/** What a shop received, for its holder alone: each payment can be given back, whole or in part, once. */
@Controller
@RequestMapping("/shops/{id}/payments")
class TakingsPages {
    private static final Pattern ENTRY = Pattern.compile("[1-9][0-9]{0,17}");
    private static final Pattern PROGRAMME = Pattern.compile("[a-z][a-z0-9-]{0,62}");
    private static final int SHORTEST_GROUNDS = 10;
    private static final int LONGEST_GROUNDS = 500;

    /** People can give back no more than the shop then. */
    private static final Set<String> FINAL = Set.of("payment-not-authorised", "already-reversed", "already-settled");

    private static final Mistake AWAY = new Mistake(
            "send",
            "ระบบกลางไม่ตอบ โปรดกดอีกครั้ง จะไม่คืนเงินซ้ำ",
            "The platform does not answer. Press again: nothing is given back twice.");
    private static final Mistake NO_GROUNDS =
            new Mistake("grounds", "เหตุผล: ต้องมี 10 ถึง 500 ตัวอักษร", "Grounds: must have 10 to 500 characters.");
    private static final Reason SENT_BEFORE = new Reason(
            "sent-before",
            "แบบฟอร์มนี้ส่งไปแล้วด้วยข้อมูลอื่น โปรดเปิดรายการนี้อีกครั้งเพื่อดูผล",
            "This form was sent before with other content; open the payment again to see what became of it.");

    private final OwnShops shops;
    private final Takings takings;
    private final Reversals reversals;

    TakingsPages(OwnShops shops, Takings takings, Reversals reversals) {
        this.shops = shops;
        this.takings = takings;
        this.reversals = reversals;
    }

    /** Before everything else that is done under this address. */
    @ModelAttribute("shop")
    Merchant shop(@PathVariable UUID id, @AuthenticationPrincipal OidcUser customer) {
        return shops.find(id, customer);
    }

    @GetMapping
    String list(
            @ModelAttribute(name = "shop", binding = false) Merchant shop,
            @RequestParam(defaultValue = "") String programme,
            @RequestParam(defaultValue = "") String before,
            Model model) {
        boolean newest = before.isEmpty() && programme.isEmpty();
        model.addAttribute("newest", newest);
        model.addAttribute("pages", newest ? takings.newest(shop.id()) : older(shop, programme, before));
        return "takings";
    }

    private List<Takings.Page> older(Merchant shop, String programme, String before) {
        if (!ENTRY.matcher(before).matches()) {
            throw new Refusal(
                    HttpStatus.BAD_REQUEST,
                    "before",
                    "before: ต้องเป็นจำนวนเต็มตั้งแต่ 1 ไม่เกิน 18 หลัก",
                    "before: must be a whole number from 1, of at most 18 digits.");
        }
        if (!PROGRAMME.matcher(programme).matches()) {
            throw new Refusal(
                    HttpStatus.BAD_REQUEST,
                    "programme",
                    "programme: ไม่ใช่รหัสโครงการ",
                    "programme: is no programme’s id.");
        }
        return takings.before(Long.parseLong(before), programme, shop.id());
    }

    @GetMapping("/{payment}")
    String form(
            @ModelAttribute(name = "shop", binding = false) Merchant shop, @PathVariable UUID payment, Model model) {
        return form(find(payment, shop), UUID.randomUUID(), GivingBack.NOTHING_YET, List.of(), model);
    }

    private Taking find(UUID payment, Merchant shop) {
        return takings.find(payment, shop.id()).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private static String form(Taking taking, UUID key, GivingBack wish, List<Mistake> mistakes, Model model) {
        show(taking, key, mistakes, model);
        model.addAttribute("wish", wish);
        return "taking";
    }

    private static void show(Taking taking, UUID key, List<Mistake> mistakes, Model model) {
        model.addAttribute("taking", taking);
        model.addAttribute("key", key);
        model.addAttribute("mistakes", mistakes);
        model.addAttribute("wrong", mistakes.stream().map(Mistake::field).toList());
    }

    /** Where a browser comes to that goes back to an answer. */
    @GetMapping("/{payment}/reversal")
    String answerGone(@PathVariable UUID id, @PathVariable UUID payment) {
        return "redirect:/shops/" + id + "/payments/" + payment;
    }

    /** First shows what will be done; does it when that is confirmed. The key stays the form's own until it is opened anew. */
    @PostMapping("/{payment}/reversal")
    String reverse(
            @ModelAttribute(name = "shop", binding = false) Merchant shop,
            @PathVariable UUID payment,
            @RequestParam UUID key,
            @RequestParam(defaultValue = "") String extent,
            @RequestParam(defaultValue = "") String baht,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(defaultValue = "") String step,
            HttpServletResponse response,
            Model model) {
        Taking taking = find(payment, shop);
        var wish = new GivingBack(extent, baht, reason);
        List<Mistake> mistakes = wish.mistakes(taking.amountSatang());
        if (!mistakes.isEmpty()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
            return form(taking, key, wish, mistakes, model);
        }
        return switch (step) {
            case "edit" -> form(taking, key, wish, List.of(), model);
            case "confirmed" -> reverse(taking, key, wish, response, model);
            default -> confirmation(taking, key, wish, List.of(), model);
        };
    }

    private static String confirmation(Taking taking, UUID key, GivingBack wish, List<Mistake> mistakes, Model model) {
        form(taking, key, wish, mistakes, model);
        model.addAttribute("satang", wish.satang(taking.amountSatang()));
        return "confirm";
    }

    private String reverse(Taking taking, UUID key, GivingBack wish, HttpServletResponse response, Model model) {
        long satang = wish.satang(taking.amountSatang());
        try {
            ReversalAnswer answer = reversals.reverse(key, taking.id(), satang, wish.reason());
            model.addAttribute("peopleMay", answer.fold(TakingsPages::peopleMayDecide, rejected -> false));
            return answered(
                    taking,
                    answer.fold(ReversalAnswer.Decided::outcome, rejected -> "refused"),
                    satang,
                    answer.fold(ReversalAnswer.Decided::reasons, TakingsPages::reasons),
                    model);
        } catch (RestClientException e) {
            response.setStatus(HttpStatus.SERVICE_UNAVAILABLE.value());
            return confirmation(taking, key, wish, List.of(AWAY), model);
        }
    }

    private static boolean peopleMayDecide(ReversalAnswer.Decided refused) {
        return refused.reasons().stream().map(Reason::code).noneMatch(FINAL::contains);
    }

    private static List<Reason> reasons(ReversalAnswer.Rejected rejected) {
        return rejected.status().isSameCodeAs(HttpStatus.UNPROCESSABLE_ENTITY)
                ? List.of(SENT_BEFORE)
                : Reversals.reasons(rejected.problem());
    }

    private static String answered(Taking taking, String outcome, long satang, List<Reason> reasons, Model model) {
        model.addAttribute("taking", taking);
        model.addAttribute("outcome", outcome);
        model.addAttribute("satang", satang);
        model.addAttribute("reasons", reasons);
        return "reversed";
    }

    @GetMapping("/{payment}/case")
    String caseForm(
            @ModelAttribute(name = "shop", binding = false) Merchant shop, @PathVariable UUID payment, Model model) {
        return caseForm(find(payment, shop), UUID.randomUUID(), "", List.of(), model);
    }

    private static String caseForm(Taking taking, UUID key, String grounds, List<Mistake> mistakes, Model model) {
        show(taking, key, mistakes, model);
        model.addAttribute("grounds", grounds);
        return "case";
    }

    @PostMapping("/{payment}/case")
    String askPeople(
            @ModelAttribute(name = "shop", binding = false) Merchant shop,
            @PathVariable UUID payment,
            @RequestParam UUID key,
            @RequestParam(defaultValue = "") String grounds,
            HttpServletResponse response,
            Model model) {
        Taking taking = find(payment, shop);
        String said = grounds.strip();
        if (!areGrounds(said)) {
            response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
            return caseForm(taking, key, said, List.of(NO_GROUNDS), model);
        }
        try {
            List<Reason> against = reversals.askPeople(key, taking.id(), said);
            return answered(taking, against.isEmpty() ? "waits" : "refused", taking.amountSatang(), against, model);
        } catch (RestClientException e) {
            response.setStatus(HttpStatus.SERVICE_UNAVAILABLE.value());
            return caseForm(taking, key, said, List.of(AWAY), model);
        }
    }

    private static boolean areGrounds(String text) {
        return text.length() >= SHORTEST_GROUNDS
                && text.length() <= LONGEST_GROUNDS
                && text.chars().noneMatch(c -> Character.isISOControl(c) && c != '\n' && c != '\r');
    }
}
