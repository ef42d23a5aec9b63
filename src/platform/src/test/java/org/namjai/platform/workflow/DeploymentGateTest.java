package org.namjai.platform.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Set;
import org.camunda.bpm.engine.BadUserRequestException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What may be deployed, and everything a hostile or careless file could do, refused with the element's name. */
class DeploymentGateTest {
    private static final Set<String> DELEGATES = Set.of(
            "lookUpRegistry",
            "lookUpEarlierPayments",
            "claimUnits",
            "claimUnitsAgain",
            "readRequest",
            "tellApplicant",
            "referRequest",
            "approveRequest",
            "grantAppeal",
            "upholdAppeal",
            "dismissPaymentCase",
            "suspendMerchant",
            "reversePayment",
            "rejectRequest",
            "openEntitlement",
            "disburse",
            "chooseChannels",
            "instructParticipants",
            "bookAnswers",
            "planRound",
            "returnMoney",
            "remindParticipants",
            "readSpendingWindow",
            "openSettlement",
            "settleSet",
            "returnUnspent");

    private final DeploymentGate gate = new DeploymentGate(DELEGATES::contains);

    static java.util.List<String> shipped() {
        return Models.all();
    }

    @ParameterizedTest
    @MethodSource("shipped")
    void shippedFile_passes(String name) {
        assertThatCode(() -> gate.check(name, Models.read(name))).doesNotThrowAnyException();
    }

    /** As the platform deploys them when it starts. */
    @Test
    void shippedProgrammes_passWhole() {
        var files = shipped().stream()
                .<org.springframework.core.io.Resource>map(
                        name -> new org.springframework.core.io.FileSystemResource(Models.of(name)))
                .toList();
        ShippedModels.byProcess(files).forEach((process, ofProcess) -> {
            var contents = new java.util.TreeMap<String, byte[]>();
            ofProcess.forEach(file -> contents.put(file.getFilename(), Models.read(file.getFilename())));
            assertThatCode(() -> gate.check(contents, false)).as(process).doesNotThrowAnyException();
        });
    }

    @ParameterizedTest
    @MethodSource("shipped")
    void shippedModel_hasNamesInBothLanguagesAndDocumentationAndADiagram(String name) throws Exception {
        if (!name.endsWith(".bpmn")) return;
        var model = org.camunda.bpm.model.bpmn.Bpmn.readModelFromFile(
                Models.of(name).toFile());
        for (var node : model.getModelElementsByType(org.camunda.bpm.model.bpmn.instance.FlowNode.class)) {
            assertThat(node.getName()).as(node.getId()).containsPattern("[ก-๙]").containsPattern("[A-Za-z]");
            assertThat(node.getDocumentations()).as(node.getId()).isNotEmpty();
            assertThat(node.getDiagramElement()).as(node.getId()).isNotNull();
            assertThat(node.getId()).doesNotMatch("(Activity|Gateway|Event)_[0-9a-z]{7}");
        }
        assertThat(Files.readString(Models.of(name))).contains("camunda:versionTag=");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "<bpmn:scriptTask id=\"X\" scriptFormat=\"javascript\"><bpmn:script>1</bpmn:script></bpmn:scriptTask>"
                        + " | <scriptTask> is not allowed",
                "<bpmn:serviceTask id=\"X\" camunda:expression=\"${dataSource.connection}\"/> | camunda:expression is"
                        + " not allowed",
                "<bpmn:serviceTask id=\"X\" camunda:class=\"java.lang.Runtime\"/> | camunda:class is not allowed",
                "<bpmn:serviceTask id=\"X\" camunda:delegateExpression=\"${dataSource}\"/> | is not one of Namjai's"
                        + " task types",
                "<bpmn:serviceTask id=\"X\" camunda:delegateExpression=\"${disburse.toString()}\"/> | is not one of"
                        + " Namjai's task types",
                "<bpmn:serviceTask id=\"X\" camunda:type=\"external\" camunda:topic=\"t\"/> | is not allowed",
                "<bpmn:serviceTask id=\"X\"/> | must be one of Namjai's task types",
                "<bpmn:userTask id=\"X\" camunda:assignee=\"${''.getClass()}\"/> | is not allowed",
                "<bpmn:userTask id=\"X\" camunda:formKey=\"embedded:app:evil.html\"/> | camunda:formKey is not allowed",
                "<bpmn:userTask id=\"X\"><bpmn:extensionElements><camunda:taskListener"
                        + " event=\"create\"/></bpmn:extensionElements></bpmn:userTask> | <taskListener> is not allowed",
                "<bpmn:userTask id=\"X\"><bpmn:extensionElements><camunda:executionListener"
                        + " event=\"start\"/></bpmn:extensionElements></bpmn:userTask> | <executionListener> is not"
                        + " allowed",
                "<bpmn:userTask"
                        + " id=\"X\"><bpmn:extensionElements><camunda:connector/></bpmn:extensionElements></bpmn:userTask>"
                        + " | <connector> is not allowed",
                "<bpmn:userTask id=\"X\"><bpmn:extensionElements><camunda:inputOutput><camunda:inputParameter"
                        + " name=\"a\">${a.b}</camunda:inputParameter></camunda:inputOutput></bpmn:extensionElements></bpmn:userTask>"
                        + " | is not allowed",
                "<bpmn:userTask id=\"X\"><bpmn:extensionElements><camunda:inputOutput><camunda:inputParameter"
                        + " name=\"a\"><camunda:script"
                        + " scriptFormat=\"juel\">${1}</camunda:script></camunda:inputParameter></camunda:inputOutput></bpmn:extensionElements></bpmn:userTask>"
                        + " | <script> is not allowed",
                "<bpmn:startEvent"
                        + " id=\"X\"><bpmn:timerEventDefinition><bpmn:timeDate>${''.getClass()}</bpmn:timeDate></bpmn:timerEventDefinition></bpmn:startEvent>"
                        + " | is not allowed",
                "<bpmn:sequenceFlow id=\"X\"><bpmn:conditionExpression>${a.class =="
                        + " 1}</bpmn:conditionExpression></bpmn:sequenceFlow> | a condition compares one variable"
            })
    void hostileElement_isRefusedByName(String element, String rule) {
        assertThatThrownBy(() ->
                        gate.check("evil.bpmn", bytes(process("evil", "camunda:historyTimeToLive=\"P1D\"", element))))
                .isInstanceOf(BadUserRequestException.class)
                .hasMessageContainingAll("Deployment refused: evil.bpmn, element X", rule);
    }

    @Test
    void processWithoutHistoryTimeToLive_isRefused() {
        assertRefused("evil.bpmn", process("evil", "", "<bpmn:startEvent id=\"X\"/>"), "historyTimeToLive must be set");
    }

    @Test
    void nameOtherThanTheId_isRefused() {
        assertRefused(
                "good.bpmn",
                process("evil", "camunda:historyTimeToLive=\"P1D\"", "<bpmn:startEvent id=\"X\"/>"),
                "the file's name must be the process's id");
    }

    @ParameterizedTest
    @ValueSource(strings = {"evil.html", "evil.groovy", "evil.bpmn20.xml", "Evil.bpmn", "../evil.js"})
    void unknownKindOfFile_isRefused(String name) {
        assertRefused(name, "x", "only .bpmn, .dmn and .form files");
    }

    @Test
    void doctype_isRefused() {
        assertRefused(
                "evil.dmn",
                "<!DOCTYPE d [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><d>&x;</d>",
                "a DOCTYPE is not allowed");
    }

    @Test
    void fileOverTwoMegabytes_isRefused() {
        assertRefused("evil.bpmn", " ".repeat(2_000_001), "larger than 2 MB");
        assertRefused("evil.bpmn", " ".repeat(2_000_000), "not well-formed");
    }

    @Test
    void deepNesting_isRefused() {
        assertRefused(
                "evil.bpmn",
                process("evil", "camunda:historyTimeToLive=\"P1D\"", "<a>".repeat(70) + "</a>".repeat(70)),
                "nested too deep");
    }

    @ParameterizedTest
    @ValueSource(strings = {"juel", "javascript", "groovy", "http://juel.org"})
    void decisionInAnotherLanguageThanFeel_isRefused(String language) {
        assertRefused(
                "evil.dmn",
                decision("<decisionTable><input id=\"I\"><inputExpression id=\"E\" expressionLanguage=\"" + language
                        + "\"><text>a</text></inputExpression></input></decisionTable>"),
                "the expression language must be FEEL");
    }

    @Test
    void javaFunctionInFeel_isRefused() {
        assertRefused(
                "evil.dmn",
                decision(
                        "<decisionTable id=\"T\"><output id=\"O\" name=\"o\"/><rule id=\"R\"><outputEntry id=\"L\"><text>function(x, y) external { java: { class: \"java.lang.Math\", method signature: \"max(int, int)\" } }</text></outputEntry></rule></decisionTable>"),
                "is not valid FEEL");
    }

    @Test
    void htmlInAForm_isRefused() {
        assertRefused(
                "evil.form",
                "{\"id\":\"evil\",\"components\":[{\"id\":\"F\",\"type\":\"html\",\"content\":\"<script>1</script>\"}]}",
                "HTML and frames are not allowed");
        assertRefused("evil.form", "{", "not valid JSON");
    }

    private void assertRefused(String name, String content, String rule) {
        assertThatThrownBy(() -> gate.check(name, bytes(content)))
                .isInstanceOf(BadUserRequestException.class)
                .hasMessageContainingAll("Deployment refused: " + name, rule);
    }

    private static String process(String id, String attributes, String element) {
        return "<bpmn:definitions xmlns:bpmn=\"http://www.omg.org/spec/BPMN/20100524/MODEL\""
                + " xmlns:camunda=\"http://camunda.org/schema/1.0/bpmn\"><bpmn:process id=\"" + id + "\" " + attributes
                + ">" + element + "</bpmn:process></bpmn:definitions>";
    }

    private static String decision(String content) {
        return "<definitions xmlns=\"https://www.omg.org/spec/DMN/20191111/MODEL/\""
                + " xmlns:camunda=\"http://camunda.org/schema/1.0/dmn\"><decision id=\"evil\""
                + " camunda:historyTimeToLive=\"P1D\">" + content + "</decision></definitions>";
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
