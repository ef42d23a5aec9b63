package org.namjai.platform.workflow;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.camunda.bpm.engine.BadUserRequestException;
import org.w3c.dom.Attr;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.ErrorHandler;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/** A BPMN or DMN file, read without following anything that it points to. */
record XmlModel(String file, String id, Element root) {
    static XmlModel parse(String file, String id, byte[] content) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            factory.setExpandEntityReferences(false);
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            var builder = factory.newDocumentBuilder();
            builder.setErrorHandler(new Silent());
            return new XmlModel(
                    file, id, builder.parse(new ByteArrayInputStream(content)).getDocumentElement());
        } catch (SAXException e) {
            boolean doctype = String.valueOf(e.getMessage()).contains("DOCTYPE");
            throw Refusals.refusal(file, null, doctype ? Rule.DOCTYPE.of() : Rule.NOT_XML.of());
        } catch (IOException | ParserConfigurationException e) {
            throw new IllegalStateException(e);
        }
    }

    BadUserRequestException refuse(Element element, Rule.Broken rule) {
        for (Node at = element; at instanceof Element named; at = at.getParentNode()) {
            if (!named.getAttribute("id").isEmpty()) return Refusals.refusal(file, named.getAttribute("id"), rule);
        }
        return Refusals.refusal(file, element.getLocalName(), rule);
    }

    /** All elements of this local name, at any depth, in the file's order. */
    List<Element> all(String localName) {
        return below(root, localName);
    }

    static List<Element> below(Element element, String localName) {
        List<Element> found = new ArrayList<>();
        var nodes = element.getElementsByTagNameNS("*", localName);
        for (int i = 0; i < nodes.getLength(); i++) found.add((Element) nodes.item(i));
        return found;
    }

    static Stream<Element> children(Element element, String localName) {
        return children(element).filter(child -> localName.equals(child.getLocalName()));
    }

    static Stream<Element> children(Element element) {
        List<Element> found = new ArrayList<>();
        for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element child) found.add(child);
        }
        return found.stream();
    }

    /** An attribute of Camunda's; empty when it is not there. */
    static String camunda(Element element, String attribute) {
        for (int i = 0; i < element.getAttributes().getLength(); i++) {
            Attr found = (Attr) element.getAttributes().item(i);
            if (attribute.equals(found.getLocalName())
                    && String.valueOf(found.getNamespaceURI()).contains("camunda.org")) {
                return found.getValue();
            }
        }
        return "";
    }

    static Optional<String> text(Element element, String child) {
        return children(element, child).findFirst().map(found -> found.getTextContent()
                .strip());
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
