package org.namjai.platform.workflow;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.impl.persistence.deploy.Deployer;
import org.camunda.bpm.engine.impl.persistence.entity.DeploymentEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ResourceEntity;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Attr;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.Text;
import org.xml.sax.ErrorHandler;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/**
 * Looks at everything that is deployed before the engine does. Permission to deploy must not be permission to run code:
 * a model may use Namjai's own task types, DMN in FEEL, forms and plain variables, and nothing else.
 */
final class DeploymentGate implements Deployer {
    private static final int MOST_BYTES = 2_000_000;
    private static final int DEEPEST = 60;
    private static final Pattern KIND = Pattern.compile("(.*/)?([a-z][a-z0-9-]{0,80})\\.(bpmn|dmn|form)");
    private static final Pattern VARIABLE = Pattern.compile("[$#]\\{\\s*[A-Za-z_][A-Za-z0-9_]*\\s*}");
    private static final Pattern DELEGATE = Pattern.compile("[$#]\\{\\s*([A-Za-z][A-Za-z0-9]*)\\s*}");
    private static final Pattern CONDITION = Pattern.compile(
            "[$#]\\{\\s*!?[A-Za-z_][A-Za-z0-9_]*(\\s*(==|!=|<|>|<=|>=)\\s*('[^'{}$#]*'|-?[0-9]+|true|false|null))?\\s*}");

    private static final Set<String> FORBIDDEN_ELEMENTS = Set.of(
            "scriptTask",
            "script",
            "connector",
            "executionListener",
            "taskListener",
            "sendTask",
            "failedJobRetryPolicy");
    private static final Set<String> FORBIDDEN_ATTRIBUTES = Set.of(
            "class",
            "expression",
            "type",
            "topic",
            "scriptFormat",
            "resource",
            "formKey",
            "formHandlerClass",
            "variableMappingClass",
            "variableMappingDelegateExpression",
            "calledElement",
            "taskPriority");

    private final Predicate<String> isDelegate;

    /** @param isDelegate whether a name is one of Namjai's own task types */
    DeploymentGate(Predicate<String> isDelegate) {
        this.isDelegate = isDelegate;
    }

    @Override
    public void deploy(DeploymentEntity deployment) {
        Map<String, ResourceEntity> resources = deployment.getResources();
        if (!deployment.isNew() || resources == null) return;
        resources.forEach((name, resource) -> check(name, resource.getBytes()));
    }

    /** Throws with the element's name and a plain sentence when the file may not be deployed. */
    void check(String name, byte[] content) {
        var kind = KIND.matcher(name);
        if (!kind.matches()) {
            throw refusal(name, null, "only .bpmn, .dmn and .form files with a kebab-case name can be deployed");
        }
        if (content.length > MOST_BYTES) throw refusal(name, null, "the file is larger than 2 MB");
        switch (kind.group(3)) {
            case "bpmn" -> new Model(name, kind.group(2)).checkProcess(parse(name, content));
            case "dmn" -> new Model(name, kind.group(2)).checkDecision(parse(name, content));
            default -> checkForm(name, kind.group(2), content);
        }
    }

    private static Element parse(String name, byte[] content) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            factory.setExpandEntityReferences(false);
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            var builder = factory.newDocumentBuilder();
            builder.setErrorHandler(new Silent());
            return builder.parse(new ByteArrayInputStream(content)).getDocumentElement();
        } catch (SAXException e) {
            boolean doctype = String.valueOf(e.getMessage()).contains("DOCTYPE");
            throw refusal(name, null, doctype ? "a DOCTYPE is not allowed" : "the file is not well-formed XML");
        } catch (IOException | ParserConfigurationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void checkForm(String name, String id, byte[] content) {
        try {
            var form = new com.fasterxml.jackson.databind.ObjectMapper().readTree(content);
            if (!id.equals(form.path("id").asText())) {
                throw refusal(name, null, "the file's name must be the form's id");
            }
            for (var component : form.path("components")) {
                if (Set.of("html", "iframe", "script")
                        .contains(component.path("type").asText())) {
                    throw refusal(name, component.path("id").asText(), "HTML and frames are not allowed in a form");
                }
            }
        } catch (IOException e) {
            throw refusal(name, null, "the file is not valid JSON");
        }
    }

    private static BadUserRequestException refusal(String file, @Nullable String element, String rule) {
        String where = element == null || element.isEmpty() ? "" : ", element " + element;
        return new BadUserRequestException("Deployment refused: " + file + where + ": " + rule + ".");
    }

    /** One model's walk. */
    private final class Model {
        private final String file;
        private final String id;

        Model(String file, String id) {
            this.file = file;
            this.id = id;
        }

        void checkProcess(Element definitions) {
            int processes = 0;
            for (Node node = definitions.getFirstChild(); node != null; node = node.getNextSibling()) {
                if (node instanceof Element element && "process".equals(element.getLocalName())) {
                    processes++;
                    checkRoot(element, "process");
                }
            }
            if (processes != 1) throw refuse(definitions, "a file holds exactly one process");
            walk(definitions, 0);
        }

        void checkDecision(Element definitions) {
            Optional<Element> first = Optional.empty();
            for (Node node = definitions.getFirstChild(); node != null; node = node.getNextSibling()) {
                if (node instanceof Element element && "decision".equals(element.getLocalName())) {
                    if (first.isPresent()) throw refuse(element, "a file holds exactly one decision");
                    first = Optional.of(element);
                    checkRoot(element, "decision");
                }
            }
            if (first.isEmpty()) throw refuse(definitions, "a file holds exactly one decision");
            walk(definitions, 0);
        }

        private void checkRoot(Element root, String kind) {
            if (!id.equals(root.getAttribute("id")))
                throw refuse(root, "the file's name must be the " + kind + "'s id");
            if (camunda(root, "historyTimeToLive").isEmpty()) throw refuse(root, "historyTimeToLive must be set");
        }

        private void walk(Element element, int depth) {
            if (depth > DEEPEST) throw refuse(element, "elements are nested too deep");
            String name = String.valueOf(element.getLocalName());
            if (FORBIDDEN_ELEMENTS.contains(name)) throw refuse(element, "<" + name + "> is not allowed");
            checkAttributes(element, name);
            for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
                if (child instanceof Element inner) walk(inner, depth + 1);
                else if (child instanceof Text text) checkText(element, name, text.getData());
            }
        }

        private void checkAttributes(Element element, String elementName) {
            for (int i = 0; i < element.getAttributes().getLength(); i++) {
                Attr attribute = (Attr) element.getAttributes().item(i);
                String name = String.valueOf(attribute.getLocalName());
                boolean ofCamunda = String.valueOf(attribute.getNamespaceURI()).contains("camunda.org");
                if (ofCamunda && FORBIDDEN_ATTRIBUTES.contains(name)) {
                    throw refuse(element, "the attribute camunda:" + name + " is not allowed");
                }
                if (name.toLowerCase(Locale.ROOT).endsWith("expressionlanguage")) checkLanguage(element, attribute);
                else if (name.equals("delegateExpression")) checkDelegate(element, attribute.getValue());
                else if (!name.equals("name")) checkPlain(element, attribute.getValue());
            }
            if (elementName.equals("serviceTask")
                    && camunda(element, "delegateExpression").isEmpty()) {
                throw refuse(element, "a service task must be one of Namjai's task types");
            }
        }

        private void checkLanguage(Element element, Attr attribute) {
            String language = attribute.getValue().toLowerCase(Locale.ROOT);
            boolean feel = language.equals("feel") || language.contains("omg.org/spec/") && language.contains("feel");
            // What Camunda Modeler writes into <definitions> by itself.
            boolean modelers = language.equals("http://www.w3.org/1999/xpath");
            if (!feel && !modelers) throw refuse(element, "the expression language must be FEEL");
        }

        private void checkDelegate(Element element, String expression) {
            var named = DELEGATE.matcher(expression);
            if (!named.matches() || !isDelegate.test(named.group(1))) {
                throw refuse(element, "'" + expression + "' is not one of Namjai's task types");
            }
        }

        private void checkText(Element element, String elementName, String text) {
            if (elementName.equals("documentation")) return;
            if (elementName.equals("conditionExpression")) {
                if (!CONDITION.matcher(text.strip()).matches()) {
                    throw refuse(
                            element,
                            "a condition compares one variable with a value, such as ${outcome == 'eligible'}");
                }
                return;
            }
            if (text.toLowerCase(Locale.ROOT).matches("(?s).*\\bexternal\\b.*\\bjava\\b.*")) {
                throw refuse(element, "external functions are not allowed in FEEL");
            }
            checkPlain(element, text);
        }

        /** Text with whole variables in it, such as {@code refused: ${note}}, and no other expression. */
        private void checkPlain(Element element, String text) {
            String rest = VARIABLE.matcher(text).replaceAll("");
            if (rest.contains("${") || rest.contains("#{")) {
                throw refuse(element, "the expression '" + text.strip() + "' is not allowed");
            }
        }

        private static String camunda(Element element, String attribute) {
            for (int i = 0; i < element.getAttributes().getLength(); i++) {
                Attr found = (Attr) element.getAttributes().item(i);
                if (attribute.equals(found.getLocalName())
                        && String.valueOf(found.getNamespaceURI()).contains("camunda.org")) {
                    return found.getValue();
                }
            }
            return "";
        }

        private BadUserRequestException refuse(Element element, String rule) {
            for (Node at = element; at instanceof Element named; at = at.getParentNode()) {
                if (!named.getAttribute("id").isEmpty()) return refusal(file, named.getAttribute("id"), rule);
            }
            return refusal(file, element.getLocalName(), rule);
        }
    }

    /** The refusal says it; the parser need not print it. */
    private static final class Silent implements ErrorHandler {
        @Override
        public void warning(SAXParseException e) {}

        @Override
        public void error(SAXParseException e) throws SAXException {
            throw e;
        }

        @Override
        public void fatalError(SAXParseException e) throws SAXException {
            throw e;
        }
    }
}
