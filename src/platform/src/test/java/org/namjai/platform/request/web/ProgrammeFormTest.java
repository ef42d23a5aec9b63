package org.namjai.platform.request.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.namjai.platform.shared.ProgrammeId;

class ProgrammeFormTest {
    private static final String FORM =
            """
            {"components": [
              {"type": "text", "text": "### เกี่ยวกับคุณ", "properties": {"textEn": "About you"}},
              {"type": "textfield", "key": "plot", "label": "แปลง", "validate": {"required": true, "pattern": "[0-9]+"}},
              {"type": "number", "key": "rai", "label": "ไร่", "validate": {"min": 1, "max": 20}},
              {"type": "select", "key": "crop", "label": "พืช", "validate": {"required": true},
               "values": [{"label": "ข้าว", "value": "rice"}], "properties": {"en.rice": "Rice"}},
              {"type": "checkbox", "key": "true", "label": "จริง", "validate": {"required": true}}
            ]}""";

    @Test
    void digitalWallet_asksPhoneAndDeclaration() {
        ProgrammeForm form = ProgrammeForm.of(new ProgrammeId("digital-wallet")).orElseThrow();
        assertThat(form.questions()).extracting(FormField::key).containsExactly("phone", "declaration");
        assertThat(form.questions()).allSatisfy(field -> {
            assertThat(field.label().th()).containsPattern("[\\u0E00-\\u0E7F]");
            assertThat(field.label().en()).doesNotContainPattern("[\\u0E00-\\u0E7F]");
        });
        assertThat(form.answers(Map.of("answers.phone", "0812345678", "answers.declaration", "true")::get))
                .isEqualTo(Map.of("phone", "0812345678", "declaration", true));
    }

    @Test
    void unknownProgramme_hasNoForm() {
        assertThat(ProgrammeForm.of(new ProgrammeId("no-such-programme"))).isEmpty();
    }

    @Test
    void goodAnswers_haveNoFaultAndTheirTypes() throws JsonProcessingException {
        Map<String, String> sent = Map.of(
                "answers.plot", " 17 ",
                "answers.rai", "12.5",
                "answers.crop", "rice",
                "answers.true", "true",
                "answers.extra", "smuggled");
        assertThat(form().faults(sent::get)).isEmpty();
        assertThat(form().answers(sent::get))
                .isEqualTo(Map.of("plot", "17", "rai", new BigDecimal("12.5"), "crop", "rice", "true", true));
    }

    @Test
    void nothingAnswered_namesEachNeededField() throws JsonProcessingException {
        assertThat(form().faults(field -> null))
                .isEqualTo(Map.of(
                        "answers.plot", "form.needed",
                        "answers.crop", "form.choice-needed",
                        "answers.true", "form.tick-needed"));
    }

    @Test
    void wrongAnswers_sayWhatIsWrong() throws JsonProcessingException {
        Map<String, String> sent = Map.of(
                "answers.plot", "x".repeat(501),
                "answers.rai", "21",
                "answers.crop", "gold",
                "answers.true", "maybe");
        assertThat(form().faults(sent::get))
                .isEqualTo(Map.of(
                        "answers.plot", "form.too-long",
                        "answers.rai", "form.out-of-range",
                        "answers.crop", "form.wrong-choice",
                        "answers.true", "form.wrong-choice"));
        assertThat(form().faults(Map.of("answers.rai", "1e9", "answers.plot", "x")::get))
                .containsEntry("answers.rai", "form.not-a-number")
                .containsEntry("answers.plot", "form.wrong-shape");
    }

    @Test
    void componentThatNoPageShows_isRefusedByName() {
        assertThatThrownBy(() -> ProgrammeForm.parse(
                        new ObjectMapper().readTree("{\"components\": [{\"type\": \"html\", \"content\": \"<b>\"}]}")))
                .hasMessageContaining("html");
    }

    private static ProgrammeForm form() throws JsonProcessingException {
        return ProgrammeForm.parse(new ObjectMapper().readTree(FORM));
    }
}
