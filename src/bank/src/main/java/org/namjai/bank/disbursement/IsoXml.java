package org.namjai.bank.disbursement;

import com.prowidesoftware.swift.model.mx.AbstractMX;
import com.prowidesoftware.swift.model.mx.MxWriteConfiguration;
import com.prowidesoftware.swift.model.mx.dic.ActiveOrHistoricCurrencyAndAmount;
import jakarta.xml.bind.JAXBContext;
import jakarta.xml.bind.JAXBException;
import jakarta.xml.bind.Unmarshaller;
import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import javax.xml.stream.Location;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import javax.xml.stream.util.StreamReaderDelegate;
import org.jspecify.annotations.Nullable;
import org.namjai.bank.security.Refusal;
import org.springframework.http.HttpStatus;

/**
 * One kind of ISO 20022 message between XML and the library's classes. What comes in is a stranger's: no document type,
 * no entities, no element that the message does not have, bounded size and depth.
 *
 * @param <T> the message's class
 */
final class IsoXml<T extends AbstractMX> {
    static final int MOST_BYTES = 20 << 20;
    private static final int MOST_DEPTH = 32;
    private static final String CURRENCY = "THB";

    private final Class<T> type;
    private final String name;
    private final String namespace;
    private final JAXBContext context;

    /** @param name such as {@code pain.001.001.09} */
    IsoXml(Class<T> type, String name) {
        this.type = type;
        this.name = name;
        this.namespace = "urn:iso:std:iso:20022:tech:xsd:" + name;
        try {
            this.context = JAXBContext.newInstance(type);
        } catch (JAXBException e) {
            throw new IllegalStateException(e);
        }
    }

    byte[] write(T message) {
        var how = new MxWriteConfiguration(context);
        how.documentPrefix = null;
        how.useCategoryAsDocumentPrefix = false;
        how.indent = "";
        return message.message(how).getBytes(StandardCharsets.UTF_8);
    }

    /** @throws Refusal when it is not such a message */
    T read(byte[] xml) {
        if (xml.length > MOST_BYTES) {
            throw invalid("ไฟล์ใหญ่เกินไป", "is larger than " + MOST_BYTES + " bytes", null);
        }
        try {
            XMLStreamReader reader = new Guard(factory().createXMLStreamReader(new ByteArrayInputStream(xml)));
            reader.nextTag();
            if (!reader.getLocalName().equals("Document")) {
                throw new XMLStreamException("not a Document", reader.getLocation());
            }
            Unmarshaller unmarshaller = context.createUnmarshaller();
            unmarshaller.setEventHandler(event -> false);
            return unmarshaller.unmarshal(reader, type).getValue();
        } catch (XMLStreamException e) {
            throw invalid("ต้องเป็นไฟล์ " + name + " ที่ถูกต้อง", "must be a valid " + name, e.getLocation());
        } catch (JAXBException | RuntimeException e) {
            throw invalid("ต้องเป็นไฟล์ " + name + " ที่ถูกต้อง", "must be a valid " + name, null);
        }
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        return factory;
    }

    private static Refusal invalid(String th, String en, @Nullable Location at) {
        String where = at == null ? "" : " (" + at.getLineNumber() + ":" + at.getColumnNumber() + ")";
        return new Refusal(HttpStatus.BAD_REQUEST, "Document", th + where, en + where);
    }

    static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC).truncatedTo(ChronoUnit.SECONDS);
    }

    /** An id fits into ISO's 35 characters without its hyphens. */
    static String text(UUID id) {
        return id.toString().replace("-", "");
    }

    static boolean isId(@Nullable String text) {
        return text != null && text.matches("[0-9a-f]{32}");
    }

    static UUID id(String text) {
        return new UUID(Long.parseUnsignedLong(text, 0, 16, 16), Long.parseUnsignedLong(text, 16, 32, 16));
    }

    static ActiveOrHistoricCurrencyAndAmount amount(long satang) {
        return new ActiveOrHistoricCurrencyAndAmount().setCcy(CURRENCY).setValue(BigDecimal.valueOf(satang, 2));
    }

    /** Whole satang of Thai baht, zero or more, and so little that ten thousand of them fit into a long. */
    static boolean isBaht(@Nullable String currency, @Nullable BigDecimal value) {
        return CURRENCY.equals(currency)
                && value != null
                && value.signum() >= 0
                && value.precision() - value.scale() <= 12
                && value.stripTrailingZeros().scale() <= 2;
    }

    static long satang(BigDecimal value) {
        return value.movePointRight(2).longValueExact();
    }

    /** Refuses what the messages never have, and shows the library its elements without their namespace. */
    private final class Guard extends StreamReaderDelegate {
        private int depth;

        Guard(XMLStreamReader reader) {
            super(reader);
        }

        @Override
        public int next() throws XMLStreamException {
            int event = super.next();
            switch (event) {
                case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
                    throw new XMLStreamException("document types and entities are refused", getLocation());
                case XMLStreamConstants.START_ELEMENT -> enter();
                case XMLStreamConstants.END_ELEMENT -> depth--;
                default -> {}
            }
            return event;
        }

        /** The parser's own would pass by what {@link #next()} refuses. */
        @Override
        public int nextTag() throws XMLStreamException {
            int event = next();
            while (event != XMLStreamConstants.START_ELEMENT && event != XMLStreamConstants.END_ELEMENT) {
                event = next();
            }
            return event;
        }

        private void enter() throws XMLStreamException {
            depth++;
            if (depth > MOST_DEPTH || !namespace.equals(super.getNamespaceURI())) {
                throw new XMLStreamException("too deep, or not of " + namespace, getLocation());
            }
        }

        @Override
        public String getNamespaceURI() {
            return "";
        }
    }
}
