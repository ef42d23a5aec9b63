package org.namjai.platform.workflow;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.namjai.platform.registry.Registry;
import org.w3c.dom.Element;

/** A programme's files held against each other: nothing is missing, and nothing is used that nothing sets. */
final class ProgrammeRules {
    private static final Pattern VARIABLE = Pattern.compile("[$#]\\{\\s*([A-Za-z_][A-Za-z0-9_]*)\\s*}");
    private static final Pattern BOTH_LANGUAGES = Pattern.compile("(?s).*[ก-๙].*");

    /** What each task type needs as input parameters. */
    private static final Map<String, List<String>> PARAMETERS = Map.of(
            "lookUpRegistry", List.of("registry"),
            "claimUnits", List.of("unit", "keys"),
            "tellApplicant", List.of("messageTh", "messageEn"));

    /** What each task type reads of the process. */
    private static final Map<String, List<String>> READS = Map.of(
            "approveRequest", TableRules.DECISION,
            "rejectRequest", List.of(Case.REASON_CODE, Case.REASON_TH, Case.REASON_EN),
            "referRequest", List.of(Case.REASON_CODE, Case.REASON_TH, Case.REASON_EN));

    /** What each task type sets besides what its parameters name. */
    private static final Map<String, List<String>> SETS = Map.of(
            "lookUpRegistry", List.of(Case.MISSING_RECORDS, Case.RECORDS_COMPLETE),
            "lookUpEarlierPayments", List.of("paidSatang"));

    /** The errors that each task type raises; uncaught they would end the process in silence. */
    private static final Map<String, String> RAISES =
            Map.of("openEntitlement", OpenEntitlement.BUDGET_EXHAUSTED, "claimUnits", "ALREADY_CLAIMED");

    private final XmlModel model;
    private final Element process;
    private final ProcessGraph graph;
    private final Map<String, TableRules> tables;
    private final Map<String, FormRules> forms;
    private final List<String> warnings = new ArrayList<>();

    ProgrammeRules(XmlModel model, Map<String, TableRules> tables, Map<String, FormRules> forms) {
        this.model = model;
        this.process = XmlModel.children(model.root(), "process").findFirst().orElseThrow();
        this.graph = new ProcessGraph(model);
        this.tables = tables;
        this.forms = forms;
    }

    static boolean isProgramme(XmlModel model) {
        return "programme".equals(property(model, "namjai:kind"));
    }

    private static String property(XmlModel model, String name) {
        return model.all("property").stream()
                .filter(property -> name.equals(property.getAttribute("name")))
                .map(property -> property.getAttribute("value"))
                .findFirst()
                .orElse("");
    }

    /** Decisions and forms are those of the same deployment, so that they take two people as the process does. */
    private void checkReferences() {
        for (Element task : model.all("businessRuleTask")) {
            refers(task, "decisionRef", "decisionRefBinding", tables.keySet(), ".dmn");
            if (XmlModel.camunda(task, "decisionRef").isEmpty()) throw model.refuse(task, Rule.NO_DECISION.of());
        }
        for (Element step : graph.steps()) refers(step, "formRef", "formRefBinding", forms.keySet(), ".form");
    }

    private void refers(Element element, String reference, String binding, Set<String> known, String kind) {
        String id = XmlModel.camunda(element, reference);
        if (id.isEmpty()) return;
        if (!known.contains(id)) throw model.refuse(element, Rule.NOT_DEPLOYED.of(id + kind));
        if (!XmlModel.camunda(element, binding).equals("deployment")) {
            throw model.refuse(element, Rule.BINDING.of(binding));
        }
    }

    /** What a programme must be besides; what is careless and harmless comes back as warnings. */
    List<String> checkProgramme() {
        checkReferences();
        checkNames();
        checkStart();
        checkUnit();
        checkRequestForms();
        for (Element step : graph.steps()) checkEvents(step);
        for (Element step : graph.steps()) checkStep(step);
        graph.circle().ifPresent(step -> {
            throw model.refuse(step, Rule.CIRCLE.of());
        });
        checkFlows();
        checkTables();
        return warnings;
    }

    private void checkNames() {
        if (!process.getAttribute("name").matches("(?s).*\\S / \\S.*")) {
            throw model.refuse(process, Rule.PROGRAMME_NAME.of());
        }
        if (!process.getAttribute("isExecutable").equals("true")) throw model.refuse(process, Rule.NOT_EXECUTABLE.of());
        if (XmlModel.camunda(process, "versionTag").isEmpty()) warn(process, Rule.NO_TAG.of());
    }

    private Element start() {
        List<Element> starts = XmlModel.children(process, "startEvent").toList();
        if (starts.size() != 1) throw model.refuse(process, Rule.ONE_START.of());
        return starts.get(0);
    }

    private void checkStart() {
        Element start = start();
        boolean triggered =
                XmlModel.children(start).anyMatch(child -> child.getLocalName().endsWith("EventDefinition"));
        if (triggered) throw model.refuse(start, Rule.TRIGGERED_START.of());
        if (XmlModel.camunda(start, "formRef").isEmpty()) throw model.refuse(start, Rule.NO_REQUEST_FORM.of());
    }

    private void checkUnit() {
        String unit = property(model, "namjai:unit");
        if (unit.isEmpty()) warn(process, Rule.NO_UNIT.of());
        if (!Set.of("", "person", "household", "plot").contains(unit)) {
            throw model.refuse(process, Rule.UNIT.of());
        }
        Set<String> asked = requestForm().units().keySet();
        boolean fits = Set.of("", "person").contains(unit) ? asked.isEmpty() : asked.equals(Set.of(unit));
        if (!fits) throw model.refuse(start(), Rule.UNIT_FIELD.of());
    }

    private FormRules requestForm() {
        return Objects.requireNonNull(forms.get(XmlModel.camunda(start(), "formRef")));
    }

    /** Whoever asks must not be able to state what only a registry or a decision may. */
    private void checkRequestForms() {
        Set<String> kept = new HashSet<>(Case.OWN);
        SETS.values().forEach(kept::addAll);
        for (Registry registry : Registry.values()) kept.addAll(registry.recordAttributes());
        tables.values().forEach(table -> kept.addAll(table.outputs()));
        FormRules form = requestForm();
        form.keys().forEach((key, element) -> {
            if (kept.contains(key)) {
                throw Refusals.refusal(form.file(), element, Rule.NOT_THE_APPLICANTS.of(key));
            }
        });
    }

    private void checkStep(Element step) {
        switch (String.valueOf(step.getLocalName())) {
            case "serviceTask" -> checkServiceTask(step);
            case "exclusiveGateway", "inclusiveGateway" -> checkGateway(step);
            default -> {}
        }
        if (XmlModel.text(step, "documentation").orElse("").isEmpty()) warn(step, Rule.NO_DOCUMENTATION.of());
        if (!BOTH_LANGUAGES.matcher(step.getAttribute("name")).matches()) warn(step, Rule.NO_THAI_NAME.of());
    }

    private void checkEvents(Element step) {
        if (step.getLocalName().equals("receiveTask")) throw model.refuse(step, Rule.NO_MESSAGES.of());
        for (Element event : XmlModel.children(step, "messageEventDefinition").toList()) {
            throw model.refuse(event, Rule.NO_MESSAGES.of());
        }
        for (Element event : XmlModel.below(step, "errorEventDefinition")) {
            String code = errorCode(event);
            if (!code.isEmpty() && !RAISES.containsValue(code)) {
                throw model.refuse(step, Rule.NO_SUCH_ERROR.of(code));
            }
        }
    }

    private String errorCode(Element event) {
        return model.all("error").stream()
                .filter(error -> error.getAttribute("id").equals(event.getAttribute("errorRef")))
                .map(error -> error.getAttribute("errorCode"))
                .findFirst()
                .orElse("");
    }

    private void checkGateway(Element gateway) {
        if (graph.out(gateway).size() > 1 && gateway.getAttribute("default").isEmpty()) {
            throw model.refuse(gateway, Rule.NO_DEFAULT.of());
        }
    }

    private void checkServiceTask(Element task) {
        String type = type(task);
        Map<String, String> parameters = parameters(task);
        for (String needed : PARAMETERS.getOrDefault(type, List.of())) {
            if (parameters.getOrDefault(needed, "").isEmpty()) {
                throw model.refuse(task, Rule.PARAMETER.of(needed));
            }
        }
        if (type.equals("lookUpRegistry")) checkQuestion(task, parameters);
        if (type.equals("claimUnits") && !Set.of("person", "household", "plot").contains(parameters.get("unit"))) {
            throw model.refuse(task, Rule.CLAIMED_UNIT.of());
        }
        Set<String> known = settable(task);
        known.addAll(parameters.keySet());
        for (String read : READS.getOrDefault(type, List.of())) {
            if (!known.contains(read)) throw model.refuse(task, Rule.NOT_SET_BEFORE.of(read));
        }
        String error = RAISES.get(type);
        if (error != null && !isCaught(task, error)) {
            throw model.refuse(task, Rule.UNCAUGHT.of(error));
        }
    }

    private void checkQuestion(Element task, Map<String, String> parameters) {
        Registry registry = registry(task)
                .orElseThrow(() -> model.refuse(task, Rule.NO_REGISTRY.of(parameters.getOrDefault("registry", ""))));
        Set<String> given = new TreeSet<>(parameters.keySet());
        given.remove("registry");
        for (String asked : registry.questionAttributes()) {
            if (!given.remove(asked)) throw model.refuse(task, Rule.PARAMETER.of(asked));
        }
        if (!given.isEmpty()) {
            throw model.refuse(
                    task, Rule.NOT_ASKED.of(registry.code(), given.iterator().next()));
        }
    }

    private boolean isCaught(Element task, String error) {
        return model.all("boundaryEvent").stream()
                .filter(event -> event.getAttribute("attachedToRef").equals(task.getAttribute("id")))
                .flatMap(event -> XmlModel.children(event, "errorEventDefinition"))
                .map(this::errorCode)
                .anyMatch(code -> code.isEmpty() || code.equals(error));
    }

    /** Whole variables in parameters, attributes and timers, and the one in a condition. */
    private void checkFlows() {
        for (Element flow : graph.flows()) {
            Element source = graph.step(flow.getAttribute("sourceRef"))
                    .orElseThrow(() -> model.refuse(flow, Rule.STARTS_NOWHERE.of()));
            Set<String> known = settable(source);
            known.addAll(sets(source));
            XmlModel.text(flow, "conditionExpression").ifPresent(condition -> {
                Matcher compared = ModelRules.CONDITION.matcher(condition);
                if (compared.matches() && !known.contains(compared.group(1))) {
                    throw model.refuse(flow, Rule.NOT_SET_BEFORE.of(compared.group(1)));
                }
            });
        }
        for (Element step : graph.steps()) checkVariables(step);
    }

    private void checkVariables(Element step) {
        Set<String> known = settable(step);
        for (Element parameter : XmlModel.below(step, "inputParameter")) {
            if (step.getLocalName().equals("subProcess")) continue;
            needAll(step, parameter.getTextContent(), known);
        }
        known.addAll(parameters(step).keySet());
        known.addAll(sets(step));
        for (String attribute : List.of("assignee", "candidateGroups", "candidateUsers", "dueDate", "followUpDate")) {
            needAll(step, XmlModel.camunda(step, attribute), known);
        }
        for (String timer : List.of("timeDate", "timeDuration")) {
            for (Element expression : XmlModel.below(step, timer)) needAll(step, expression.getTextContent(), known);
        }
        for (Element parameter : XmlModel.below(step, "outputParameter")) {
            needAll(step, parameter.getTextContent(), known);
        }
    }

    private void needAll(Element step, String text, Set<String> known) {
        Matcher variable = VARIABLE.matcher(text);
        while (variable.find()) {
            if (!known.contains(variable.group(1))) {
                throw model.refuse(step, Rule.NOT_SET_BEFORE.of(variable.group(1)));
            }
        }
    }

    /** A table may ask for what is set only on another way to it: FEEL takes what is missing as null. */
    private void checkTables() {
        Set<String> anywhere = new HashSet<>(Set.of("round"));
        anywhere.addAll(requestForm().keys().keySet());
        for (Element step : graph.steps()) anywhere.addAll(sets(step));
        for (Element task : model.all("businessRuleTask")) {
            TableRules table = Objects.requireNonNull(tables.get(XmlModel.camunda(task, "decisionRef")));
            Set<String> known = new HashSet<>(anywhere);
            known.addAll(parameters(task).keySet());
            table.inputs().forEach((name, element) -> {
                if (!known.contains(name)) throw table.model().refuse(element, Rule.NOT_SET.of(name));
            });
        }
        tables.values().forEach(table -> warnings.addAll(table.warnings()));
    }

    /** Names that may be set when the process comes to the step. */
    private Set<String> settable(Element step) {
        Set<String> names = new HashSet<>(Set.of("round"));
        names.addAll(requestForm().keys().keySet());
        graph.before(step).forEach(earlier -> names.addAll(sets(earlier)));
        return names;
    }

    private Set<String> sets(Element step) {
        Set<String> names = new HashSet<>();
        for (Element output : XmlModel.below(step, "outputParameter")) names.add(output.getAttribute("name"));
        switch (String.valueOf(step.getLocalName())) {
            case "serviceTask" -> {
                names.addAll(SETS.getOrDefault(type(step), List.of()));
                registry(step).ifPresent(registry -> names.addAll(registry.recordAttributes()));
            }
            case "businessRuleTask" -> {
                names.addAll(Objects.requireNonNull(tables.get(XmlModel.camunda(step, "decisionRef")))
                        .outputs());
                names.add(Case.DECIDED_BY);
            }
            case "userTask" -> {
                FormRules form = forms.get(XmlModel.camunda(step, "formRef"));
                if (form != null) names.addAll(form.keys().keySet());
                names.add(Case.DECIDED_BY);
            }
            default -> {}
        }
        return names;
    }

    private Optional<Registry> registry(Element task) {
        return type(task).equals("lookUpRegistry")
                ? Registry.of(parameters(task).getOrDefault("registry", ""))
                : Optional.empty();
    }

    private static String type(Element task) {
        Matcher named = VARIABLE.matcher(XmlModel.camunda(task, "delegateExpression"));
        return named.matches() ? named.group(1) : "";
    }

    private static Map<String, String> parameters(Element step) {
        Map<String, String> parameters = new LinkedHashMap<>();
        XmlModel.children(step, "extensionElements")
                .flatMap(extension -> XmlModel.children(extension, "inputOutput"))
                .flatMap(mapping -> XmlModel.children(mapping, "inputParameter"))
                .forEach(parameter -> parameters.put(
                        parameter.getAttribute("name"),
                        parameter.getTextContent().strip()));
        return parameters;
    }

    private void warn(Element element, Rule.Broken carelessness) {
        warnings.add(Refusals.warning(model.file(), element.getAttribute("id"), carelessness));
    }
}
