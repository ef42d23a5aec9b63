package org.namjai.platform.programme.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.namjai.platform.PagesSlice;
import org.namjai.platform.TestProgrammes;
import org.namjai.platform.programme.Programmes;
import org.namjai.platform.programme.Proposals;
import org.namjai.platform.shared.ProgrammeId;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors;
import org.springframework.test.web.servlet.request.RequestPostProcessor;

class ProgrammePagesTest extends PagesSlice {
    private static final ProgrammeId CROP = new ProgrammeId("crop");

    @Autowired
    private Programmes programmes;

    @Autowired
    private Proposals proposals;

    @BeforeEach
    void publishOneAndDraftOne() {
        if (programmes.find(CROP).isEmpty()) {
            TestProgrammes.draft(programmes, CROP, "ช่วยเหลือ<ชาวนา>", "Crop relief", "2.1.0");
            TestProgrammes.draft(programmes, new ProgrammeId("secret-draft"), "ร่างลับ", "Secret draft", "1");
        }
        TestProgrammes.published(programmes, proposals, CROP);
        programmes.appropriate(CROP, 123_456_699, "first");
    }

    @Test
    void visitor_seesOpenProgrammesAndTheWayIn() throws Exception {
        assertThat(home(SecurityMockMvcRequestPostProcessors.anonymous()))
                .contains("Crop relief", "ช่วยเหลือ&lt;ชาวนา&gt;", "href=\"/oauth2/authorization/keycloak\"")
                .doesNotContain("ร่างลับ", "/requests/new", "action=\"/logout\"");
    }

    @Test
    void citizen_mayAsk() throws Exception {
        assertThat(home(citizen(SOMCHAI)))
                .contains("href=\"/requests/new?programme=crop\"", "action=\"/logout\"", "name=\"_csrf\"")
                .doesNotContain("/camunda", "href=\"/operations\"");
    }

    @ParameterizedTest
    @CsvSource({
        "case-worker, /camunda/app/tasklist/default/, /operations",
        "operator, /camunda/app/cockpit/default/, /requests",
        "auditor, /operations, /camunda",
        "programme-officer, /programmes, /operations"
    })
    void staff_findTheirPlacesAndNoOthers(String role, String theirs, String notTheirs) throws Exception {
        assertThat(home(staff(role))).contains("href=\"" + theirs + "\"").doesNotContain("href=\"" + notTheirs);
    }

    @Test
    void catalogue_showsDraftsAndBudgets() throws Exception {
        String page = mvc.perform(get("/programmes").with(staff("programme-officer")))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString();
        assertThat(page).contains("ร่างลับ", "1,234,567 บาท", "2.1.0");
    }

    @Test
    void everyPage_keepsToTheContentSecurityPolicy() throws Exception {
        for (String path : List.of("/", "/programmes", "/operations", "/requests", "/signed-out", "/session-expired")) {
            String page = mvc.perform(get(path).with(citizen(SOMCHAI)))
                    .andExpect(status().isOk())
                    .andReturn()
                    .getResponse()
                    .getContentAsString();
            assertThat(page)
                    .as(path)
                    .contains("<html lang=\"th\"", "<main id=\"content\"", "name=\"viewport\"")
                    .doesNotContain("<style", " style=\"", "javascript:")
                    .doesNotContainPattern("<script(?! src=\"/assets/namjai-[0-9a-f]{32}.js\" defer)")
                    .doesNotContainPattern("\\son[a-z]+=\"")
                    .doesNotContainPattern("(src|href|action)=\"(https?:)?//");
        }
    }

    @Test
    void assets_areNamedByTheirContentAndKept() throws Exception {
        Matcher link = Pattern.compile("href=\"(/assets/namjai-[0-9a-f]{32}\\.css)\"")
                .matcher(home(SecurityMockMvcRequestPostProcessors.anonymous()));
        assertThat(link.find()).isTrue();
        String css = mvc.perform(get(link.group(1)))
                .andExpect(status().isOk())
                .andExpect(header().string("Cache-Control", "max-age=31536000, public, immutable"))
                .andReturn()
                .getResponse()
                .getContentAsString();
        Matcher font = Pattern.compile("url\\((/assets/fonts/sarabun-thai-400-normal-[0-9a-f]{32}\\.woff2)\\)")
                .matcher(css);
        assertThat(font.find()).isTrue();
        mvc.perform(get(font.group(1))).andExpect(status().isOk());
    }

    private String home(RequestPostProcessor login) throws Exception {
        return mvc.perform(get("/").with(login))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString();
    }
}
