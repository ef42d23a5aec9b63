package org.namjai.sandbox;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.assertions.LocatorAssertions.HasCountOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.namjai.sandbox.demo.Shop;
import org.namjai.sandbox.registries.Person;

/**
 * The pages in a real browser against the running system, on a phone's and on a desk's screen: nothing overflows, the
 * content security policy stops nothing, WCAG 2.2 AA holds as far as axe can tell. Pictures are in target/screenshots.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PagesIT {
    private static final Path CHROMIUM = Path.of(System.getenv().getOrDefault("NAMJAI_CHROMIUM", "/usr/bin/chromium"));
    private static final Path PICTURES = Path.of("target/screenshots");
    private static final List<String> WCAG_AA = List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa");
    private static final int PHONE = 360;
    private static final int DESK = 1280;

    private final List<String> complaints = new ArrayList<>();
    private Playwright playwright;
    private Browser browser;
    private Installation installation;

    @BeforeAll
    void openBrowser() {
        assumeTrue(Files.isExecutable(CHROMIUM), "There is no Chromium at " + CHROMIUM + "; set NAMJAI_CHROMIUM.");
        installation = RunningSandbox.shared().installation();
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(CHROMIUM)
                        .setArgs(List.of("--no-sandbox")));
    }

    @AfterAll
    void closeBrowser() {
        if (playwright != null) {
            playwright.close();
        }
    }

    @Test
    void visitor_seesProgrammesAndIsAskedToSignInForTheRest() {
        try (BrowserContext visitor = browser.newContext()) {
            Page page = open(visitor, "/");
            assertThat(page.locator("h1")).containsText("เงินช่วยเหลือจากรัฐ");
            look(page, "home");
            open(page, "/?language=en");
            assertThat(page.locator("h1")).hasText("Help from the state, into your hands");
            look(page, "home-english");
            look(open(page, "/signed-out"), "signed-out");
            look(open(page, "/session-expired"), "session-expired");
            open(page, "/requests");
            assertThat(page.locator("#kc-login")).isVisible();
        }
    }

    @Test
    void citizen_asksIsPaidAndNobodyElseSeesIt() {
        Person somchai = RunningSandbox.shared().population().named("somchai");
        String path;
        try (BrowserContext citizen = signedIn("somchai")) {
            Page page = open(citizen, "/requests/new?programme=digital-wallet");
            look(page, "form");
            page.locator("main button").click();
            assertThat(page.locator(".field.wrong")).hasCount(4);
            look(page, "form-corrected");
            page.fill("[id='answers.phone']", "0812345678");
            page.check("[id='answers.declaration']");
            page.selectOption("#participant", somchai.bank());
            page.fill("#account", somchai.account());
            page.locator("main button").click();
            page.waitForURL(Pattern.compile(".*/requests/[0-9a-f-]{36}$"));
            path = page.url().substring(installation.ports().platformUrl().length());
            look(page, "request-waiting");
            // The page finds out by itself: nobody reloads it.
            assertThat(page.locator(".steps li.done")).hasCount(5, within(60_000));
            assertThat(page.locator(".amount")).hasText("10,000 บาท");
            look(page, "request-paid");
            paysByTheShopsCode(page, somchai);
            look(open(page, "/requests"), "requests");
            refusedWith(page, "/operations", 403);
            look(page, "forbidden");
        }
        try (BrowserContext other = signedIn("malee")) {
            Page page = open(other, "/requests");
            refusedWith(page, path, 404);
            look(page, "not-found");
            keeperGivesAPartBack_once(page, Shop.of("small-shop", somchai.district()));
        }
        try (BrowserContext buyer = signedIn("somchai")) {
            buyerSeesWhatCameBack_andNothingOfTheShop(open(buyer, "/requests"), somchai);
        }
    }

    /** The code is copied from the shop's page at its bank into the page of the buyer's. */
    private void paysByTheShopsCode(Page page, Person buyer) {
        Shop shop = Shop.of("small-shop", buyer.district());
        page.navigate(installation.ports().bankUrl(shop.bank()) + "/shops/" + shop.id() + "?baht=45.50");
        look(page, "bank-shop");
        String code = page.locator(".qr-text").textContent();

        page.navigate(installation.ports().bankUrl(buyer.bank()) + "/wallets");
        page.locator("main a.button").first().click();
        look(page, "bank-pay");
        page.fill("[name=qr]", code);
        page.check("[name=goods][value=food]");
        page.fill("[name=place]", buyer.district());
        page.locator("main button").click();
        assertThat(page.locator("main h1")).containsText("จ่ายเงินแล้ว");
        assertThat(page.locator(".balance strong")).hasText("฿45.50");
        look(page, "bank-paid");
    }

    private void keeperGivesAPartBack_once(Page page, Shop shop) {
        page.navigate(installation.ports().bankUrl(shop.bank()) + "/shops");
        look(page, "bank-shops");
        page.locator("main .card a").first().click();
        look(page, "bank-takings");
        page.locator("main .payments a").first().click();
        assertThat(page.locator(".balance strong")).hasText("฿45.50");
        Page beforehand = page.context().newPage();
        beforehand.navigate(page.url());

        asksForAPart(page, "45.51");
        assertThat(page.locator("[role=alert]")).containsText("ต้องไม่เกินยอดที่รับมา");
        look(page, "bank-taking-corrected");
        asksForAPart(page, "20.50");
        look(page, "bank-confirm");
        page.locator("#send").click();
        assertThat(page.locator("main h1")).containsText("คืนเงินแล้ว");
        assertThat(page.locator(".balance strong")).hasText("฿20.50");
        look(page, "bank-reversed");
        page.reload();
        assertThat(page.locator("main h1")).containsText("คืนเงินแล้ว");

        asksForAPart(beforehand, "25");
        beforehand.locator("#send").click();
        assertThat(beforehand.locator("main h1")).containsText("คืนเงินไม่ได้");
        assertThat(beforehand.locator("main li")).containsText("รายการนี้คืนเงินไปแล้ว");
        look(beforehand, "bank-not-reversed");
        beforehand.close();
    }

    private static void asksForAPart(Page page, String baht) {
        page.check("[name=extent][value=part]");
        page.fill("#baht", baht);
        page.fill("#reason", "สินค้าหมด");
        page.locator("main form button").click();
    }

    /** The buyer keeps a shop, too, but not this one. */
    private void buyerSeesWhatCameBack_andNothingOfTheShop(Page page, Person buyer) {
        page.navigate(installation.ports().bankUrl(buyer.bank()) + "/wallets");
        Awaitility.await("the buyer's bank reads it on the page")
                .pollInSameThread()
                .atMost(Duration.ofMinutes(2))
                .until(() -> {
                    page.reload();
                    return page.locator(".back").count() > 0;
                });
        assertThat(page.locator(".back").first()).containsText("฿20.50");
        look(page, "bank-wallets");

        Shop shop = Shop.of("small-shop", buyer.district());
        Response answer =
                page.navigate(installation.ports().bankUrl(shop.bank()) + "/shops/" + shop.id() + "/payments");
        assertThat(answer.status()).isEqualTo(404);
        assertThat(page.locator("main h1")).hasText("ไม่พบหน้านี้");
        look(page, "bank-not-found");
    }

    @Test
    void operator_seesFiguresAndOfficerTheCatalogue() {
        try (BrowserContext operator = signedIn("operator1")) {
            Page page = open(operator, "/operations");
            assertThat(page.locator("h1")).containsText("ภาพรวมการทำงาน");
            look(page, "operations");
        }
        try (BrowserContext officer = signedIn("officer1")) {
            Page page = open(officer, "/programmes");
            assertThat(page.locator("main .card h2").first()).isVisible();
            look(page, "programmes");
            refusedWith(page, "/requests", 403);
        }
    }

    @Test
    void signingOut_endsTheSession() {
        try (BrowserContext citizen = signedIn("malee")) {
            Page page = open(citizen, "/requests");
            page.locator("form[action='/logout'] button").click();
            page.waitForURL(url -> url.contains("/signed-out") || url.contains("/realms/"));
            open(page, "/requests");
            assertThat(page.locator("#kc-login")).isVisible();
        }
    }

    @Test
    void formSentAfterTheSession_leadsToAPageThatSaysSo() {
        try (BrowserContext citizen = signedIn("malee")) {
            Page page = open(citizen, "/requests/new?programme=digital-wallet");
            citizen.clearCookies();
            page.locator("main button").click();
            assertThat(page.locator("h1")).containsText("หมดเวลาใช้งานแล้ว");
        }
    }

    private BrowserContext signedIn(String user) {
        BrowserContext context = browser.newContext();
        Page page = open(context, "/oauth2/authorization/keycloak");
        page.fill("#username", user);
        page.fill("#password", installation.userPassword(user));
        page.click("#kc-login");
        page.waitForURL(installation.ports().platformUrl() + "/**");
        page.close();
        return context;
    }

    private Page open(BrowserContext context, String path) {
        Page page = context.newPage();
        page.onConsoleMessage(message -> {
            if (message.text().contains("Content Security Policy")) {
                complaints.add(page.url() + ": " + message.text());
            }
        });
        return open(page, path);
    }

    private Page open(Page page, String path) {
        page.navigate(installation.ports().platformUrl() + path);
        return page;
    }

    private void refusedWith(Page page, String path, int status) {
        Response answer = page.navigate(installation.ports().platformUrl() + path);
        assertThat(answer.status()).isEqualTo(status);
        assertThat(page.locator("main .button")).isVisible();
    }

    /** Takes the page's picture on both screens and finds what is wrong with it. */
    private void look(Page page, String name) {
        for (int width : new int[] {PHONE, DESK}) {
            page.setViewportSize(width, width == PHONE ? 740 : 900);
            page.screenshot(new Page.ScreenshotOptions()
                    .setFullPage(true)
                    .setPath(PICTURES.resolve(name + "-" + width + ".png")));
            Object overflow =
                    page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth");
            assertThat(overflow).as(name + " at " + width + " overflows").isEqualTo(false);
            assertThat(new AxeBuilder(page).withTags(WCAG_AA).analyze().getViolations())
                    .as(name + " at " + width)
                    .isEmpty();
        }
        assertThat(complaints).isEmpty();
    }

    private static HasCountOptions within(int millis) {
        return new HasCountOptions().setTimeout(millis);
    }
}
