package org.namjai.sandbox;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.namjai.sandbox.demo.Callers;
import org.namjai.sandbox.demo.CaseWorker;
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
        Person person = refer(sandbox, p -> p.district().startsWith("10"));
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

    @Test
    void caseWorkerOfTwoProvinces_seesTheirCasesAloneAndIsRefusedAnyOther() throws Exception {
        RunningSandbox sandbox = RunningSandbox.shared();
        String ours = requestOf(sandbox, refer(sandbox, person -> isNorthern(person.district())));
        String theirs = requestOf(sandbox, refer(sandbox, person -> !isNorthern(person.district())));
        var northern = new CaseWorker(sandbox.installation(), "cw-north");
        CaseWorker.Task anothers = task(new CaseWorker(sandbox.installation(), "cw1"), sandbox, theirs);

        assertThat(districts(sandbox, northern.tasks())).isNotEmpty().allMatch(TasklistIT::isNorthern);
        assertThatThrownBy(() -> northern.decide(anothers, true, "ตรวจเอกสารแล้ว"))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("/claim: 403");
        assertThat(northern.lookInto(theirs)).isEqualTo(404);
        assertThat(states(sandbox, theirs)).containsExactly("referred");

        assertThat(northern.lookInto(ours)).isEqualTo(200);
        northern.decide(task(northern, sandbox, ours), false, "เอกสารรายได้ไม่ครบ");
        assertThat(states(sandbox, ours)).containsExactly("rejected");
    }

    /** Chiang Mai and Chiang Rai. */
    private static boolean isNorthern(String district) {
        return district.startsWith("50") || district.startsWith("57");
    }

    private static CaseWorker.Task task(CaseWorker worker, RunningSandbox sandbox, String request) throws SQLException {
        List<String> instance =
                sandbox.database("select proc_inst_id_ from act_ru_execution where business_key_ = ?", request);
        return worker.tasks().stream()
                .filter(task -> instance.contains(task.instance()))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> districts(RunningSandbox sandbox, List<CaseWorker.Task> tasks) throws SQLException {
        return sandbox.database(
                "select r.district from request r join act_ru_execution e on e.business_key_ = r.id::text"
                        + " where e.proc_inst_id_ = any(string_to_array(?, ','))",
                String.join(",", tasks.stream().map(CaseWorker.Task::instance).toList()));
    }

    private static List<String> states(RunningSandbox sandbox, String request) throws SQLException {
        return sandbox.database("select state from request where id = ?::uuid", request);
    }

    /** When it waits for a case worker. */
    private static String requestOf(RunningSandbox sandbox, Person person) {
        return await().atMost(Duration.ofMinutes(1))
                .until(
                        () -> sandbox.database(
                                "select id from request where key = ? and state = 'referred'", key(person)),
                        found -> !found.isEmpty())
                .get(0);
    }

    private static String key(Person person) {
        return "tasklist-it-" + person.account();
    }

    /** Asks for somebody whose income no registry knows. */
    private static Person refer(RunningSandbox sandbox, Predicate<Person> wanted) {
        Callers callers = new Callers(sandbox.installation());
        List<Person> people = sandbox.population().people();
        Person person = people.subList(people.size() / 4, people.size() / 2).stream()
                .filter(p -> p.incomeSatang() == null
                        && p.nationality().equals("TH")
                        && p.householdRegistered()
                        && p.alive()
                        && !p.inPrison()
                        && !p.suspended()
                        && p.depositsSatang() <= 50_000_000
                        && p.birthDate().isBefore(LocalDate.of(2008, 9, 15)))
                .filter(wanted)
                .findFirst()
                .orElseThrow();
        MadeWorld.openAccount(callers, person);
        callers.superApp().post("/api/v1/requests", MadeWorld.request(person), key(person));
        return person;
    }
}
