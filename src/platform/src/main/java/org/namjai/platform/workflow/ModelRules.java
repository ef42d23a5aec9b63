package org.namjai.platform.workflow;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.w3c.dom.Attr;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.Text;

/**
 * What may stand in one BPMN or DMN file: elements and attributes that we know and nothing else, whole variables and no
 * other expression.
 */
final class ModelRules {
    private static final int DEEPEST = 60;
    private static final int MOST_INSTANCES = 100;
    private static final Duration SHORTEST_CYCLE = Duration.ofMinutes(1);
    private static final String BPMN = "/spec/BPMN/";
    private static final String DMN = "/spec/DMN/";
    private static final Pattern VARIABLE = Pattern.compile("[$#]\\{\\s*[A-Za-z_][A-Za-z0-9_]*\\s*}");
    private static final Pattern DELEGATE = Pattern.compile("[$#]\\{\\s*([A-Za-z][A-Za-z0-9]*)\\s*}");
    private static final Pattern CYCLE = Pattern.compile("R[0-9]{1,3}/(P[A-Z0-9]+)");
    static final Pattern CONDITION = Pattern.compile(
            "[$#]\\{\\s*!?\\s*([A-Za-z_][A-Za-z0-9_]*)(\\s*(==|!=|<|>|<=|>=)\\s*('[^'{}$#]*'|-?[0-9]+|true|false|null))?\\s*}");

    private static final Set<String> BPMN_ELEMENTS = Set.of(
            ("definitions process documentation extensionElements collaboration participant laneSet lane flowNodeRef"
                            + " startEvent endEvent intermediateCatchEvent intermediateThrowEvent boundaryEvent"
                            + " userTask serviceTask businessRuleTask receiveTask subProcess"
                            + " exclusiveGateway parallelGateway inclusiveGateway eventBasedGateway"
                            + " sequenceFlow incoming outgoing conditionExpression"
                            + " errorEventDefinition timerEventDefinition messageEventDefinition terminateEventDefinition"
                            + " timeDate timeDuration timeCycle multiInstanceLoopCharacteristics loopCardinality"
                            + " error message textAnnotation text association group category categoryValue")
                    .split(" "));
    private static final Set<String> DMN_ELEMENTS = Set.of(
            ("definitions decision decisionTable input inputExpression inputValues output outputValues rule inputEntry"
                            + " outputEntry text description variable inputData informationRequirement requiredInput"
                            + " annotation annotationEntry extensionElements textAnnotation association sourceRef targetRef")
                    .split(" "));
    private static final Set<String> CAMUNDA_ELEMENTS = Set.of(
            "properties",
            "property",
            "inputOutput",
            "inputParameter",
            "outputParameter",
            "list",
            "map",
            "entry",
            "value",
            "failedJobRetryTimeCycle");
    private static final Set<String> CAMUNDA_ATTRIBUTES =
            Set.of(("historyTimeToLive versionTag delegateExpression decisionRef decisionRefBinding mapDecisionResult"
                            + " resultVariable formRef formRefBinding assignee candidateGroups candidateUsers dueDate"
                            + " followUpDate priority jobPriority asyncBefore asyncAfter exclusive inputVariable"
                            + " isStartableInTasklist collection elementVariable errorCodeVariable"
                            + " errorMessageVariable modelerTemplate modelerTemplateVersion initiator name value id")
                    .split(" "));

    private final XmlModel model;
    private final Predicate<String> isDelegate;

    ModelRules(XmlModel model, Predicate<String> isDelegate) {
        this.model = model;
        this.isDelegate = isDelegate;
    }

    void checkProcess() {
        List<Element> processes = XmlModel.children(model.root(), "process").toList();
        if (processes.size() != 1) throw model.refuse(model.root(), Rule.ONE_PROCESS.of());
        checkRoot(processes.get(0), "process");
        walk(model.root(), 0);
    }

    void checkDecision() {
        List<Element> decisions = XmlModel.children(model.root(), "decision").toList();
        if (decisions.size() != 1) throw model.refuse(model.root(), Rule.ONE_DECISION.of());
        checkRoot(decisions.get(0), "decision");
        walk(model.root(), 0);
    }

    private void checkRoot(Element root, String kind) {
        if (!model.id().equals(root.getAttribute("id"))) throw model.refuse(root, Rule.NAME_IS_ID.of(kind));
        if (XmlModel.camunda(root, "historyTimeToLive").isEmpty()) throw model.refuse(root, Rule.NO_HISTORY.of());
    }

    private void walk(Element element, int depth) {
        if (depth > DEEPEST) throw model.refuse(element, Rule.TOO_DEEP.of());
        String name = String.valueOf(element.getLocalName());
        String namespace = String.valueOf(element.getNamespaceURI());
        if (!isKnown(name, namespace)) throw model.refuse(element, Rule.ELEMENT.of(name));
        checkAttributes(element, name);
        checkLoop(element, name);
        for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element inner) walk(inner, depth + 1);
            else if (child instanceof Text text) checkText(element, name, text.getData());
        }
    }

    /** Elements of other namespaces are drawings and notes, which the engine does not read. */
    private static boolean isKnown(String name, String namespace) {
        if (namespace.contains("activiti.org")) return false;
        if (namespace.contains("camunda.org"))
            return namespace.contains("/modeler/") || CAMUNDA_ELEMENTS.contains(name);
        if (namespace.contains(BPMN) && namespace.endsWith("MODEL")) return BPMN_ELEMENTS.contains(name);
        if (namespace.contains(DMN)
                && !namespace.contains("DMNDI")
                && !namespace.contains("/DI")
                && !namespace.contains("/DC")) return DMN_ELEMENTS.contains(name);
        return true;
    }

    private void checkAttributes(Element element, String elementName) {
        for (int i = 0; i < element.getAttributes().getLength(); i++) {
            Attr attribute = (Attr) element.getAttributes().item(i);
            String name = String.valueOf(attribute.getLocalName());
            String namespace = String.valueOf(attribute.getNamespaceURI());
            if (namespace.startsWith("http://www.w3.org/2000/xmlns")) {
                checkNamespace(element, attribute.getValue());
                continue;
            }
            boolean ofCamunda = namespace.contains("camunda.org") && !namespace.contains("/modeler/");
            if (ofCamunda && !CAMUNDA_ATTRIBUTES.contains(name)) {
                throw model.refuse(element, Rule.ATTRIBUTE.of(name));
            }
            if (name.toLowerCase(Locale.ROOT).endsWith("expressionlanguage")) checkLanguage(element, attribute);
            else if (name.equals("delegateExpression")) checkDelegate(element, attribute.getValue());
            else if (!name.equals("name")) checkPlain(element, attribute.getValue());
        }
        if (elementName.equals("serviceTask")
                && XmlModel.camunda(element, "delegateExpression").isEmpty()) {
            throw model.refuse(element, Rule.NO_TASK_TYPE.of());
        }
    }

    /** The engine reads Activiti's attributes as its own. */
    private void checkNamespace(Element element, String namespace) {
        if (namespace.contains("activiti.org")) {
            throw model.refuse(element, Rule.NAMESPACE.of(namespace));
        }
    }

    private void checkLanguage(Element element, Attr attribute) {
        String language = attribute.getValue().toLowerCase(Locale.ROOT);
        boolean feel = language.equals("feel") || language.contains("omg.org/spec/") && language.contains("feel");
        // What Camunda Modeler writes into <definitions> by itself.
        boolean modelers = language.equals("http://www.w3.org/1999/xpath");
        if (!feel && !modelers) throw model.refuse(element, Rule.LANGUAGE.of());
    }

    private void checkDelegate(Element element, String expression) {
        Matcher named = DELEGATE.matcher(expression);
        if (!named.matches() || !isDelegate.test(named.group(1))) {
            throw model.refuse(element, Rule.TASK_TYPE.of(expression));
        }
    }

    private void checkLoop(Element element, String name) {
        if (name.equals("multiInstanceLoopCharacteristics")) {
            String times = XmlModel.text(element, "loopCardinality").orElse("");
            if (!times.matches("[0-9]{1,4}") || Integer.parseInt(times) > MOST_INSTANCES) {
                throw model.refuse(element, Rule.INSTANCES.of());
            }
        }
        if (name.equals("timeCycle"))
            checkCycle(element, element.getTextContent().strip());
    }

    private void checkCycle(Element element, String cycle) {
        Matcher bounded = CYCLE.matcher(cycle);
        try {
            if (bounded.matches() && Duration.parse(bounded.group(1)).compareTo(SHORTEST_CYCLE) >= 0) return;
        } catch (DateTimeParseException e) {
            // Not a duration: refused below.
        }
        throw model.refuse(element, Rule.CYCLE.of());
    }

    private void checkText(Element element, String elementName, String text) {
        if (elementName.equals("documentation")) return;
        if (elementName.equals("conditionExpression")) {
            if (!CONDITION.matcher(text.strip()).matches()) {
                throw model.refuse(element, Rule.CONDITION.of());
            }
            return;
        }
        checkPlain(element, text);
    }

    /** Text with whole variables in it, such as {@code refused: ${note}}, and no other expression. */
    private void checkPlain(Element element, String text) {
        String rest = VARIABLE.matcher(text).replaceAll("");
        if (rest.contains("${") || rest.contains("#{")) {
            throw model.refuse(element, Rule.EXPRESSION.of(text.strip()));
        }
    }
}
