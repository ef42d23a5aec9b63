package org.namjai.platform.disbursement;

import jakarta.xml.bind.JAXBContext;
import jakarta.xml.bind.SchemaOutputResolver;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.Result;
import javax.xml.transform.dom.DOMResult;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * The schema of an ISO 20022 message. The published files are in no registry that this project builds from, so it is made
 * of the library's model, which was generated from them: elements, their order, which must be there, and codes. What the
 * model does not carry is added: one of a choice, and the lengths and forms of the simple types that Namjai's files use.
 */
final class IsoSchema {
    private static final String XS = XMLConstants.W3C_XML_SCHEMA_NS_URI;
    private static final String MAX_35 = "Max35Text";
    private static final String CODE = "ExternalCode";
    private static final String COUNT = "Max15NumericText";

    /** The simple type of each element, by its parent's type where names alone do not tell. */
    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("MsgId", MAX_35),
            Map.entry("PmtInfId", MAX_35),
            Map.entry("EndToEndId", MAX_35),
            Map.entry("InstrId", MAX_35),
            Map.entry("OrgnlMsgId", MAX_35),
            Map.entry("OrgnlMsgNmId", MAX_35),
            Map.entry("OrgnlPmtInfId", MAX_35),
            Map.entry("OrgnlEndToEndId", MAX_35),
            Map.entry("AcctSvcrRef", MAX_35),
            Map.entry("NtryRef", MAX_35),
            Map.entry("Prtry", MAX_35),
            Map.entry("Id", MAX_35),
            Map.entry("GenericAccountIdentification1.Id", "Max34Text"),
            Map.entry("ProxyAccountIdentification1.Id", "Max2048Text"),
            Map.entry("Nm", "Max140Text"),
            Map.entry("Ustrd", "Max140Text"),
            Map.entry("NbOfTxs", COUNT),
            Map.entry("OrgnlNbOfTxs", COUNT),
            Map.entry("NbOfNtries", COUNT),
            Map.entry("Cd", CODE),
            Map.entry("TxSts", CODE),
            Map.entry("SubFmlyCd", CODE),
            Map.entry("Ccy", "CurrencyCode"));

    private static final String SIMPLE_TYPES =
            """
            <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
              <xs:simpleType name="Max34Text"><xs:restriction base="xs:string"><xs:minLength value="1"/><xs:maxLength value="34"/></xs:restriction></xs:simpleType>
              <xs:simpleType name="Max35Text"><xs:restriction base="xs:string"><xs:minLength value="1"/><xs:maxLength value="35"/></xs:restriction></xs:simpleType>
              <xs:simpleType name="Max140Text"><xs:restriction base="xs:string"><xs:minLength value="1"/><xs:maxLength value="140"/></xs:restriction></xs:simpleType>
              <xs:simpleType name="Max2048Text"><xs:restriction base="xs:string"><xs:minLength value="1"/><xs:maxLength value="2048"/></xs:restriction></xs:simpleType>
              <xs:simpleType name="ExternalCode"><xs:restriction base="xs:string"><xs:minLength value="1"/><xs:maxLength value="4"/></xs:restriction></xs:simpleType>
              <xs:simpleType name="Max15NumericText"><xs:restriction base="xs:string"><xs:pattern value="[0-9]{1,15}"/></xs:restriction></xs:simpleType>
              <xs:simpleType name="CurrencyCode"><xs:restriction base="xs:string"><xs:pattern value="[A-Z]{3,3}"/></xs:restriction></xs:simpleType>
              <xs:simpleType name="Amount"><xs:restriction base="xs:decimal"><xs:minInclusive value="0"/><xs:fractionDigits value="5"/><xs:totalDigits value="18"/></xs:restriction></xs:simpleType>
            </xs:schema>
            """;

    private final Schema schema;

    /** @param name such as {@code pain.001.001.09} */
    IsoSchema(Class<?> message, String name) throws Exception {
        Document model = model(message);
        Element root = model.getDocumentElement();
        String namespace = "urn:iso:std:iso:20022:tech:xsd:" + name;
        root.setAttribute("targetNamespace", namespace);
        root.setAttribute("xmlns", namespace);
        root.setAttribute("elementFormDefault", "qualified");
        Element document = model.createElementNS(XS, "xs:element");
        document.setAttribute("name", "Document");
        document.setAttribute("type", "Document");
        root.appendChild(document);
        addSimpleTypes(model);
        elements(root, "complexType").forEach(IsoSchema::complete);
        schema = SchemaFactory.newInstance(XS).newSchema(new DOMSource(reparsed(model)));
    }

    void validate(byte[] xml) throws SAXException, IOException {
        schema.newValidator().validate(new StreamSource(new ByteArrayInputStream(xml)));
    }

    /** The types are in the schema without a namespace; the other one only has the root element. */
    private static Document model(Class<?> message) throws Exception {
        var results = new ArrayList<DOMResult>();
        JAXBContext.newInstance(message).generateSchema(new SchemaOutputResolver() {
            @Override
            public Result createOutput(String namespace, String file) {
                var result = new DOMResult();
                result.setSystemId(file);
                results.add(result);
                return result;
            }
        });
        return results.stream()
                .map(result -> (Document) result.getNode())
                .filter(found ->
                        !elements(found.getDocumentElement(), "complexType").isEmpty())
                .findFirst()
                .orElseThrow();
    }

    private static void addSimpleTypes(Document model) throws Exception {
        Document types = builder()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(SIMPLE_TYPES.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        elements(types.getDocumentElement(), "simpleType")
                .forEach(type -> model.getDocumentElement().appendChild(model.importNode(type, true)));
    }

    private static void complete(Element complexType) {
        String name = complexType.getAttribute("name");
        List<Element> members = elements(complexType, "element");
        members.addAll(elements(complexType, "attribute"));
        members.stream()
                .filter(member -> member.getAttribute("type").equals("xs:string"))
                .forEach(member -> {
                    String simple = member.getAttribute("name");
                    member.setAttribute(
                            "type", TYPES.getOrDefault(name + "." + simple, TYPES.getOrDefault(simple, "xs:string")));
                });
        elements(complexType, "extension").stream()
                .filter(value -> value.getAttribute("base").equals("xs:decimal"))
                .forEach(value -> value.setAttribute("base", "Amount"));
        if (name.endsWith("Choice")) {
            elements(complexType, "sequence").forEach(IsoSchema::chooseOne);
        }
    }

    private static void chooseOne(Element sequence) {
        sequence.getOwnerDocument().renameNode(sequence, XS, "xs:choice");
        elements(sequence, "element").forEach(option -> option.removeAttribute("minOccurs"));
    }

    private static List<Element> elements(Element parent, String name) {
        NodeList found = parent.getElementsByTagNameNS(XS, name);
        var elements = new ArrayList<Element>();
        for (int i = 0; i < found.getLength(); i++) {
            elements.add((Element) found.item(i));
        }
        return elements;
    }

    /** The new default namespace counts only once the text is read again. */
    private static Document reparsed(Document model) throws Exception {
        var text = new java.io.ByteArrayOutputStream();
        javax.xml.transform.TransformerFactory.newInstance()
                .newTransformer()
                .transform(new DOMSource(model), new javax.xml.transform.stream.StreamResult(text));
        return builder().newDocumentBuilder().parse(new ByteArrayInputStream(text.toByteArray()));
    }

    private static DocumentBuilderFactory builder() {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        return factory;
    }
}
