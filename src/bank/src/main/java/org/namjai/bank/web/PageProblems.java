package org.namjai.bank.web;

import java.util.Map;
import org.namjai.bank.BankSettings;
import org.namjai.bank.security.Refusal;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.client.RestClientException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;

/** What every page shows of the bank, and the page that says in a sentence why there is no other. */
@ControllerAdvice(assignableTypes = {AppPages.class, ShopPages.class, TakingsPages.class})
@Order(Ordered.HIGHEST_PRECEDENCE)
class PageProblems {
    private final BankSettings bank;

    PageProblems(BankSettings bank) {
        this.bank = bank;
    }

    @ModelAttribute("bank")
    BankSettings bank() {
        return bank;
    }

    @ExceptionHandler
    ModelAndView notThere(ResponseStatusException e) {
        return page(e.getStatusCode(), "ไม่พบหน้านี้", "There is no such page.");
    }

    @ExceptionHandler
    ModelAndView unreadable(MethodArgumentTypeMismatchException e) {
        return e.getParameter().hasParameterAnnotation(PathVariable.class)
                ? page(HttpStatus.NOT_FOUND, "ไม่พบหน้านี้", "There is no such page.")
                : page(
                        HttpStatus.BAD_REQUEST,
                        e.getName() + ": รูปแบบไม่ถูกต้อง โปรดเปิดหน้าใหม่",
                        e.getName() + ": can’t be read. Open the page anew.");
    }

    @ExceptionHandler
    ModelAndView missing(MissingServletRequestParameterException e) {
        return page(
                HttpStatus.BAD_REQUEST,
                e.getParameterName() + ": ต้องระบุ โปรดเปิดหน้าใหม่",
                e.getParameterName() + ": is required. Open the page anew.");
    }

    @ExceptionHandler
    ModelAndView refused(Refusal refusal) {
        return page(refusal.status(), refusal.th(), refusal.en());
    }

    @ExceptionHandler
    ModelAndView platformAway(RestClientException e) {
        return page(
                HttpStatus.SERVICE_UNAVAILABLE,
                "ระบบกลางไม่ตอบ โปรดลองใหม่",
                "The platform does not answer; try again.");
    }

    private ModelAndView page(HttpStatusCode status, String th, String en) {
        return new ModelAndView(
                "problem", Map.of("bank", bank, "th", th, "en", en), HttpStatus.valueOf(status.value()));
    }
}
