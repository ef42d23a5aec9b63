package org.namjai.platform.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.namjai.platform.ClassPathForms;
import org.namjai.platform.programme.Programme.Unit;
import org.namjai.platform.shared.FieldProblem;

class ProgrammeFormTest {
    private static final ProgrammeForm FORM = ProgrammeForm.parse(
            """
            {"components": [
              {"type": "text", "text": "### เกี่ยวกับคุณ", "properties": {"textEn": "About you"}},
              {"type": "textfield", "key": "plot", "label": "แปลง", "properties": {"namjaiUnit": "plot"},
               "validate": {"minLength": 2, "maxLength": 4, "pattern": "[0-9]+"}},
              {"type": "number", "key": "rai", "label": "ไร่", "decimalDigits": 2, "validate": {"min": 1, "max": 20}},
              {"type": "select", "key": "crop", "label": "พืช", "validate": {"required": true},
               "values": [{"label": "ข้าว", "value": "rice"}, {"label": "มัน", "value": "cassava"}],
               "properties": {"en.rice": "Rice"}},
              {"type": "textarea", "key": "note", "label": "หมายเหตุ"},
              {"type": "checkbox", "key": "organic", "label": "อินทรีย์"},
              {"type": "checkbox", "key": "true", "label": "จริง", "validate": {"required": true}}
            ]}""");
    private static final Map<String, Object> GOOD = Map.of("plot", "0017", "crop", "rice", "true", true);

    @Test
    void digitalWallet_asksPhoneAndDeclaration() {
        ProgrammeForm form = new ClassPathForms().of("digital-wallet:1").orElseThrow();
        assertThat(form.questions()).extracting(FormField::key).containsExactly("phone", "declaration");
        assertThat(form.questions()).allSatisfy(field -> {
            assertThat(field.label().th()).containsPattern("[\\u0E00-\\u0E7F]");
            assertThat(field.label().en()).doesNotContainPattern("[\\u0E00-\\u0E7F]");
        });
        assertThat(form.answers(Map.of("answers.phone", "0812345678", "answers.declaration", "true")::get))
                .isEqualTo(Map.of("phone", "0812345678", "declaration", true));
        assertThat(form.unit()).as("counts by persons").isEmpty();
    }

    @Test
    void pagesAnswers_getTheirTypes_andWhatWasNotAskedIsLeftBehind() {
        Map<String, String> sent = Map.of(
                "answers.plot", " 0017 ",
                "answers.rai", "12.5",
                "answers.crop", "rice",
                "answers.true", "true",
                "answers.extra", "smuggled");
        Map<String, Object> answers = FORM.answers(sent::get);
        assertThat(answers)
                .isEqualTo(Map.of(
                        "plot", "0017", "rai", new BigDecimal("12.5"), "crop", "rice", "organic", false, "true", true));
        assertThat(FORM.faults(answers)).isEmpty();
    }

    @Test
    void nothingAnswered_namesEachNeededField() {
        assertThat(codes(FORM.faults(Map.of())))
                .isEqualTo(Map.of(
                        "answers.plot", "needed", "answers.crop", "choice-needed", "answers.true", "tick-needed"));
        assertThat(codes(FORM.faults(FORM.answers(field -> null)))).hasSize(3);
    }

    /** One rule at a time, at both sides of each limit: the answer, and the rule that it breaks, if any. */
    static List<Arguments> answers() {
        return List.of(
                Arguments.of("plot", "17", null, null),
                Arguments.of("plot", "1", "too-short", "must have at least 2 characters"),
                Arguments.of("plot", "1234", null, null),
                Arguments.of("plot", "12345", "too-long", "must have at most 4 characters"),
                Arguments.of("plot", "12a", "wrong-shape", "must match [0-9]+"),
                Arguments.of("plot", 17, "not-text", "must be text"),
                Arguments.of("plot", List.of("17"), "not-text", "must be text"),
                Arguments.of("plot", "", "needed", "is required"),
                Arguments.of("rai", 1, null, null),
                Arguments.of("rai", 20, null, null),
                Arguments.of("rai", 20.0, null, null),
                Arguments.of("rai", 0.99, "out-of-range", "must be at least 1"),
                Arguments.of("rai", 20.01, "out-of-range", "must be at most 20"),
                Arguments.of("rai", -1L, "out-of-range", "must be at least 1"),
                Arguments.of("rai", 1.25, null, null),
                Arguments.of("rai", 1.255, "not-a-number", "must be a number with at most 2 decimals"),
                Arguments.of("rai", "12", "not-a-number", "must be a number with at most 2 decimals"),
                Arguments.of("rai", true, "not-a-number", "must be a number with at most 2 decimals"),
                Arguments.of(
                        "rai", Double.POSITIVE_INFINITY, "not-a-number", "must be a number with at most 2 decimals"),
                Arguments.of(
                        "rai", BigInteger.TEN.pow(200), "not-a-number", "must be a number with at most 2 decimals"),
                Arguments.of("rai", null, null, null),
                Arguments.of("crop", "cassava", null, null),
                Arguments.of("crop", "gold", "wrong-choice", "must be one of rice, cassava"),
                Arguments.of("crop", 1, "wrong-choice", "must be one of rice, cassava"),
                Arguments.of("crop", null, "choice-needed", "is required: one of rice, cassava"),
                Arguments.of("note", "x".repeat(500), null, null),
                Arguments.of("note", "x".repeat(501), "too-long", "must have at most 500 characters"),
                Arguments.of("note", null, null, null),
                Arguments.of("organic", true, null, null),
                Arguments.of("organic", false, null, null),
                Arguments.of("organic", "true", "wrong-choice", "must be true or false"),
                Arguments.of("true", false, "tick-needed", "must be accepted"),
                Arguments.of("true", 1, "wrong-choice", "must be true or false"),
                Arguments.of("smuggled", "x", "not-asked", "is not asked by this programme's form"));
    }

    @ParameterizedTest
    @MethodSource("answers")
    void oneAnswer_breaksAtMostItsOwnRule(
            String key, @Nullable Object answer, @Nullable String code, @Nullable String en) {
        var answers = new HashMap<>(GOOD);
        answers.remove(key);
        if (answer != null) {
            answers.put(key, answer);
        }

        Map<String, FormFault> faults = FORM.faults(answers);

        if (code == null) {
            assertThat(faults).isEmpty();
        } else {
            assertThat(codes(faults)).isEqualTo(Map.of("answers." + key, code));
            FieldProblem problem = faults.values().iterator().next().at("answers." + key);
            assertThat(problem.en()).isEqualTo(en);
            assertThat(problem.th()).containsPattern("[\\u0E00-\\u0E7F]");
        }
    }

    @Test
    void pagesTextOfTheWrongKind_isNamedAsSuch() {
        // A page's text that is no number stays text, and is named as such.
        assertThat(codes(FORM.faults(FORM.answers(Map.of("answers.rai", "1e9", "answers.true", "maybe")::get))))
                .containsEntry("answers.rai", "not-a-number")
                .containsEntry("answers.true", "wrong-choice");
    }

    @Test
    void unit_isTheFieldThatNamesIt() {
        assertThat(FORM.unit().orElseThrow().unit()).isEqualTo(Unit.PLOT);
        assertThat(FORM.unit().orElseThrow().required()).isTrue();
    }

    @Test
    void componentThatNoPageShows_isRefusedByName() {
        assertThatThrownBy(() -> ProgrammeForm.parse("{\"components\": [{\"type\": \"html\", \"content\": \"<b>\"}]}"))
                .hasMessageContaining("html");
    }

    private static Map<String, String> codes(Map<String, FormFault> faults) {
        var codes = new HashMap<String, String>();
        faults.forEach((field, fault) -> codes.put(field, fault.code()));
        return codes;
    }
}
