package org.namjai.platform.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.BaseElement;
import org.camunda.bpm.model.bpmn.instance.BusinessRuleTask;
import org.camunda.bpm.model.bpmn.instance.ExclusiveGateway;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.bpmn.instance.ServiceTask;
import org.camunda.bpm.model.bpmn.instance.StartEvent;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaInputParameter;
import org.camunda.bpm.model.dmn.Dmn;
import org.camunda.bpm.model.dmn.instance.Decision;
import org.camunda.bpm.model.dmn.instance.DecisionTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What Camunda Modeler's linting and our own rules of the house ask of officers' and our own files, without the Modeler. */
class ModelFilesTest {
    private static final String CAMUNDA = "http://camunda.org/schema/1.0/bpmn";
    private static final String BOTH_LANGUAGES = "(?s).*[\\u0E00-\\u0E7F].*%s.*[A-Za-z].*";
    private static final Map<String, JsonNode> TEMPLATES = templates();

    static Stream<String> programmes() {
        return Models.programmes().stream();
    }

    static Stream<String> processes() {
        return Models.processes().stream();
    }

    static Stream<String> tables() {
        return Models.all().stream().filter(name -> name.endsWith(".dmn"));
    }

    @Test
    void theFourProgrammes_areThere() {
        assertThat(Models.programmes())
                .contains("digital-wallet", "farmer-support", "disaster-relief", "crop-disaster-aid");
    }

    @ParameterizedTest
    @MethodSource("processes")
    void process_isNamedVersionedAndForgotten(String id) {
        BpmnModelInstance model = model(id);
        Bpmn.validateModel(model);
        Process process = process(model);
        assertThat(process.getId()).isEqualTo(id);
        assertThat(process.isExecutable()).isTrue();
        assertThat(process.getName()).matches(BOTH_LANGUAGES.formatted(" / "));
        assertThat(process.getCamundaHistoryTimeToLiveString()).isNotBlank();
        assertThat(process.getCamundaVersionTag()).matches("[0-9]+\\.[0-9]+\\.[0-9]+");
        assertDocumented(process);
    }

    @ParameterizedTest
    @MethodSource("processes")
    void element_isNamedInBothLanguagesAndDocumented(String id) {
        assertThat(model(id).getModelElementsByType(FlowNode.class)).allSatisfy(node -> {
            assertThat(node.getId()).matches("(Start|Task|Gateway|Event|End)_[A-Z][A-Za-z]+");
            assertDocumented(node);
            assertThat(node.getName()).as(node.getId()).matches(BOTH_LANGUAGES.formatted("\n"));
        });
    }

    @ParameterizedTest
    @MethodSource("processes")
    void gateway_asksAQuestionAndHasADefault(String id) {
        assertThat(model(id).getModelElementsByType(ExclusiveGateway.class))
                .filteredOn(gateway -> !joins(gateway))
                .allSatisfy(gateway -> {
                    assertThat(gateway.getName()).endsWith("?");
                    assertThat(gateway.getDefault()).as(gateway.getId()).isNotNull();
                    assertThat(gateway.getOutgoing()).allSatisfy(flow -> {
                        assertThat(flow.getName()).as(flow.getId()).matches(BOTH_LANGUAGES.formatted("\n"));
                        assertThat(flow.getConditionExpression() == null)
                                .as("only the default has no condition: " + flow.getId())
                                .isEqualTo(flow.equals(gateway.getDefault()));
                    });
                });
    }

    @ParameterizedTest
    @MethodSource("processes")
    void everyElement_isReachedAndLeadsToAnEnd(String id) {
        BpmnModelInstance model = model(id);
        Set<String> reached = new TreeSet<>();
        List<FlowNode> open = new ArrayList<>(model.getModelElementsByType(StartEvent.class));
        model.getModelElementsByType(org.camunda.bpm.model.bpmn.instance.BoundaryEvent.class)
                .forEach(open::add);
        while (!open.isEmpty()) {
            FlowNode node = open.remove(open.size() - 1);
            if (!reached.add(node.getId())) continue;
            node.getOutgoing().stream().map(SequenceFlow::getTarget).forEach(open::add);
            boolean ends = node instanceof org.camunda.bpm.model.bpmn.instance.EndEvent;
            assertThat(node.getOutgoing().isEmpty()).as(node.getId()).isEqualTo(ends);
        }
        assertThat(model.getModelElementsByType(FlowNode.class))
                .extracting(FlowNode::getId)
                .containsExactlyInAnyOrderElementsOf(reached);
    }

    @ParameterizedTest
    @MethodSource("programmes")
    void serviceTask_isMadeFromATemplate(String programme) {
        assertThat(model(programme).getModelElementsByType(ServiceTask.class)).allSatisfy(task -> {
            JsonNode template = Objects.requireNonNull(
                    TEMPLATES.get(task.getAttributeValueNs(CAMUNDA, "modelerTemplate")), task.getId());
            assertThat(task.getAttributeValueNs(CAMUNDA, "modelerTemplateVersion"))
                    .isEqualTo(template.path("version").asText());
            assertThat(template.path("properties").path(0).path("value").asText())
                    .isEqualTo(task.getCamundaDelegateExpression());
            assertThat(parametersOf(task)).as(task.getId()).containsAll(askedBy(template, task));
        });
    }

    @Test
    void template_isNamedInBothLanguages() {
        assertThat(TEMPLATES).hasSize(10);
        assertThat(TEMPLATES.values()).allSatisfy(template -> {
            assertThat(template.path("name").asText()).matches(BOTH_LANGUAGES.formatted(" / "));
            assertThat(template.path("description").asText()).matches(BOTH_LANGUAGES.formatted(". "));
            template.path("properties").findValuesAsText("label").forEach(label -> assertThat(label)
                    .matches(BOTH_LANGUAGES.formatted(" / ")));
        });
    }

    @ParameterizedTest
    @MethodSource("processes")
    void everyReference_isToAFileThatIsThere(String id) {
        BpmnModelInstance model = model(id);
        assertThat(model.getModelElementsByType(BusinessRuleTask.class))
                .allSatisfy(task -> assertThat(Models.of(task.getCamundaDecisionRef() + ".dmn"))
                        .exists());
        assertThat(asking(model))
                .filteredOn(element -> element.getAttributeValueNs(CAMUNDA, "formRef") != null)
                .allSatisfy(element -> assertThat(Models.of(element.getAttributeValueNs(CAMUNDA, "formRef") + ".form"))
                        .exists());
    }

    /** One deployment holds a programme's files, so the process always takes the tables and forms that came with it. */
    @ParameterizedTest
    @MethodSource("programmes")
    void tablesAndForms_areThoseOfTheSameDeployment(String programme) {
        BpmnModelInstance model = model(programme);
        assertThat(model.getModelElementsByType(BusinessRuleTask.class))
                .extracting(BusinessRuleTask::getCamundaDecisionRef)
                .contains(programme + "-phases", programme + "-eligibility")
                .allSatisfy(table -> assertThat(table).startsWith(programme));
        assertThat(model.getModelElementsByType(BusinessRuleTask.class))
                .allSatisfy(
                        task -> assertThat(task.getCamundaDecisionRefBinding()).isEqualTo("deployment"));
        assertThat(asking(model)).allSatisfy(element -> {
            assertThat(element.getAttributeValueNs(CAMUNDA, "formRef")).isNotNull();
            assertThat(element.getAttributeValueNs(CAMUNDA, "formRefBinding")).isEqualTo("deployment");
        });
        assertThat(Models.of(programme + "-request.form")).exists();
    }

    @ParameterizedTest
    @MethodSource("tables")
    void table_saysWhatItIsInBothLanguages(String file) {
        var model = Dmn.readModelFromStream(new ByteArrayInputStream(Models.read(file)));
        Dmn.validateModel(model);
        Decision decision =
                model.getModelElementsByType(Decision.class).iterator().next();
        DecisionTable table =
                model.getModelElementsByType(DecisionTable.class).iterator().next();
        assertThat(decision.getId() + ".dmn").isEqualTo(file);
        assertThat(decision.getName()).matches(BOTH_LANGUAGES.formatted(" / "));
        assertThat(decision.getCamundaHistoryTimeToLiveString()).isNotBlank();
        assertThat(decision.getVersionTag()).matches("[0-9]+\\.[0-9]+\\.[0-9]+");
        assertThat(decision.getDescription().getTextContent())
                .as("its hit policy is chosen on purpose, and why")
                .contains("Hit policy " + table.getHitPolicy().name() + " on purpose");
        assertThat(table.getInputs())
                .allSatisfy(input -> assertThat(input.getLabel()).matches(BOTH_LANGUAGES.formatted(" / ")));
        assertThat(table.getOutputs())
                .allSatisfy(output -> assertThat(output.getLabel()).matches(BOTH_LANGUAGES.formatted(" / ")));
        assertThat(table.getRules())
                .allSatisfy(rule ->
                        assertThat(rule.getDescription()).as(rule.getId()).isNotNull());
        assertThat(Models.text(file)).contains("dmnElementRef=\"" + decision.getId() + "\"");
    }

    @ParameterizedTest
    @MethodSource("tables")
    void amounts_sayTheirUnit(String file) {
        var model = Dmn.readModelFromStream(new ByteArrayInputStream(Models.read(file)));
        model.getModelElementsByType(org.camunda.bpm.model.dmn.instance.Input.class)
                .forEach(input -> assertUnit(input.getId(), input.getLabel()));
        model.getModelElementsByType(org.camunda.bpm.model.dmn.instance.Output.class)
                .forEach(output -> assertUnit(output.getId(), output.getLabel()));
    }

    private static void assertUnit(String id, String label) {
        if (id.contains("Satang")) assertThat(label).as(id).contains("(สตางค์)").contains("(satang)");
        if (id.contains("SquareWah"))
            assertThat(label).as(id).contains("(ตารางวา)").contains("(square wah)");
    }

    /** The elements that can have a form. */
    private static List<BaseElement> asking(BpmnModelInstance model) {
        List<BaseElement> asking = new ArrayList<>(model.getModelElementsByType(StartEvent.class));
        asking.addAll(model.getModelElementsByType(UserTask.class));
        return asking;
    }

    private static BpmnModelInstance model(String programme) {
        return Bpmn.readModelFromStream(new ByteArrayInputStream(Models.read(programme + ".bpmn")));
    }

    private static Process process(BpmnModelInstance model) {
        return model.getModelElementsByType(Process.class).iterator().next();
    }

    private static void assertDocumented(BaseElement element) {
        assertThat(element.getDocumentations()).as(element.getId()).hasSize(1).allSatisfy(text -> assertThat(
                        text.getTextContent())
                .isNotBlank());
    }

    /** A gateway where ways only come together asks nothing. */
    private static boolean joins(FlowNode node) {
        return node instanceof ExclusiveGateway && node.getOutgoing().size() == 1;
    }

    private static Set<String> parametersOf(ServiceTask task) {
        Set<String> names = new TreeSet<>();
        task.getModelInstance().getModelElementsByType(CamundaInputParameter.class).stream()
                .filter(parameter -> parameter
                        .getParentElement()
                        .getParentElement()
                        .getParentElement()
                        .equals(task))
                .forEach(parameter -> names.add(parameter.getCamundaName()));
        return names;
    }

    /** The template's fields, but those that it shows only for another registry. */
    private static List<String> askedBy(JsonNode template, ServiceTask task) {
        List<String> asked = new ArrayList<>();
        for (JsonNode property : template.path("properties")) {
            JsonNode binding = property.path("binding");
            boolean shown = !property.has("condition")
                    || property.path("condition").path("equals").asText().equals(registryOf(task));
            if (shown && binding.path("type").asText().equals("camunda:inputParameter")) {
                asked.add(binding.path("name").asText());
            }
        }
        return asked;
    }

    private static String registryOf(ServiceTask task) {
        return task.getModelInstance().getModelElementsByType(CamundaInputParameter.class).stream()
                .filter(parameter -> parameter.getCamundaName().equals("registry"))
                .filter(parameter -> parameter
                        .getParentElement()
                        .getParentElement()
                        .getParentElement()
                        .equals(task))
                .map(parameter -> parameter.getTextContent().strip())
                .findFirst()
                .orElse("");
    }

    private static Map<String, JsonNode> templates() {
        Map<String, JsonNode> templates = new TreeMap<>();
        try {
            var file = Models.of("x.bpmn").resolveSibling(".camunda/element-templates/namjai.json");
            new ObjectMapper()
                    .readTree(Files.readAllBytes(file))
                    .forEach(template -> templates.put(template.path("id").asText(), template));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return templates;
    }
}
