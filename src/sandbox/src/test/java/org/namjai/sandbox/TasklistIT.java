package org.namjai.sandbox;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.namjai.sandbox.demo.Callers;
import org.namjai.sandbox.demo.MadeWorld;
import org.namjai.sandbox.registries.Person;

/** A case worker at Camunda Tasklist in a real browser, logged in through Keycloak. */
class TasklistIT {
    private static final Path CHROMIUM = Path.of(System.getenv().getOrDefault("NAMJAI_CHROMIUM", "/usr/bin/chromium"));
    private static final double PATIENCE_MS = 60_000;

    @Test
    void caseWorker_seesTheReferredCaseWithALinkToItsFileAndNothingThatNamesThePerson() {
        assumeTrue(Files.isExecutable(CHROMIUM), "There is no Chromium at " + CHROMIUM + "; set NAMJAI_CHROMIUM.");
        RunningSandbox sandbox = RunningSandbox.shared();
        Person person = refer(sandbox);
        try (Playwright playwright = Playwright.create(
                        new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
                Browser browser = playwright
                        .chromium()
                        .launch(new BrowserType.LaunchOptions()
                                .setExecutablePath(CHROMIUM)
                                .setArgs(List.of("--no-sandbox")))) {
            Page page = browser.newPage();
            page.navigate(sandbox.installation().ports().platformUrl() + "/camunda/app/tasklist/default/");
            page.fill("#username", "cw2");
            page.fill("#password", sandbox.installation().userPassword("cw2"));
            page.click("#kc-login");
            Locator task = page.getByText("Review the request").first();
            assertThat(task).isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(PATIENCE_MS));
            task.click();
            Locator file = page.getByText("Open the case file").first();
            assertThat(file).isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(PATIENCE_MS));
            page.screenshot(new Page.ScreenshotOptions().setPath(Path.of("target/screenshots/tasklist.png")));
            assertThat(page.locator("body")).not().containsText(person.citizenId());
            assertThat(page.locator("body")).not().containsText(person.nameTh());
        }
    }

    /** Asks for somebody whose income no registry knows. */
    private static Person refer(RunningSandbox sandbox) {
        Callers callers = new Callers(sandbox.installation());
        Person person = sandbox.population().applicants(10_000).stream()
                .skip(1_000)
                .filter(p -> p.incomeSatang() == null
                        && p.nationality().equals("TH")
                        && p.householdRegistered()
                        && !p.inPrison()
                        && !p.suspended()
                        && p.depositsSatang() <= 50_000_000
                        && p.birthDate().isBefore(LocalDate.of(2008, 9, 15)))
                .findFirst()
                .orElseThrow();
        MadeWorld.openAccount(callers, person);
        callers.superApp()
                .post(
                        "/api/v1/requests",
                        Map.of(
                                "programme", MadeWorld.PROGRAMME,
                                "citizenId", person.citizenId(),
                                "participant", person.bank(),
                                "account", person.account(),
                                "answers", Map.of("declaration", true, "phone", "0812345678")),
                        "tasklist-it");
        return person;
    }
}
