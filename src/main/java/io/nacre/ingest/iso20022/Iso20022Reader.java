package io.nacre.ingest.iso20022;

import io.nacre.codec.rejection.RecordRejectedException;
import io.nacre.codec.rejection.RejectionCode;
import io.nacre.ingest.iso20022.Iso20022Message.Entry;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * Reads one document. A DTD and an entity are refused, so nothing is fetched and nothing expands. Depth, the number of
 * payments and the length of texts are bounded. The rest of the document is passed over, but must be well-formed.
 */
final class Iso20022Reader {

    static final int MAX_ENTRIES = 10_000;

    private static final int MAX_DEPTH = 32;

    /** More than any field of a contract allows, so that a longer text is rejected by its field. */
    private static final int MAX_TEXT_CHARACTERS = 2_048;

    private static final String ROOT = "Document";

    /** The depth of the children of the body. */
    private static final int PART_DEPTH = 3;

    private static final XMLInputFactory FACTORY = factory();

    private final XMLStreamReader xml;
    private final List<String> path = new ArrayList<>();
    private final Map<String, String> header = new HashMap<>();
    private final List<Entry> entries = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private @Nullable String namespace;
    private @Nullable Iso20022Type type;
    private Map<String, String> batch = new HashMap<>();
    private @Nullable Map<String, String> entry;
    private boolean batchHasEntries;

    private Iso20022Reader(XMLStreamReader xml) {
        this.xml = xml;
    }

    static Iso20022Message read(byte[] document) throws RecordRejectedException {
        try {
            return new Iso20022Reader(FACTORY.createXMLStreamReader(new ByteArrayInputStream(document))).read();
        } catch (XMLStreamException e) {
            // Without the cause, whose message may quote the text.
            int line = e.getLocation() == null ? 0 : e.getLocation().getLineNumber();
            throw unreadable("the XML is malformed" + (line > 0 ? " at line " + line : "")
                    + "; send well-formed XML without" + " DTD");
        }
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        factory.setXMLResolver((publicId, systemId, base, name) -> {
            throw new XMLStreamException("entities are refused");
        });
        return factory;
    }

    private Iso20022Message read() throws XMLStreamException, RecordRejectedException {
        while (xml.hasNext()) {
            switch (xml.next()) {
                case XMLStreamConstants.START_ELEMENT -> start();
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> characters();
                case XMLStreamConstants.END_ELEMENT -> end();
                case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
                    throw unreadable("the XML has a DTD or an entity of one; send it without");
                default -> {
                    // Comments and processing instructions say nothing.
                }
            }
        }
        if (type == null) {
            throw unknown();
        }
        if (entries.isEmpty()) {
            throw new RecordRejectedException(RejectionCode.EMPTY, "the message has no payment; send at least one");
        }
        return new Iso20022Message(type, header, entries);
    }

    private void start() throws RecordRejectedException {
        if (path.size() == MAX_DEPTH) {
            throw unreadable(
                    "the XML is nested deeper than " + MAX_DEPTH + " levels; send the message without extensions");
        }
        // Extensions of other namespaces have names that mean something else.
        boolean ours = path.isEmpty() || Objects.equals(namespace, xml.getNamespaceURI());
        path.add(ours ? xml.getLocalName() : "?");
        text.setLength(0);
        if (path.size() == 1) {
            namespace = xml.getNamespaceURI();
            if (!xml.getLocalName().equals(ROOT)) {
                throw unknown();
            }
        } else if (path.size() == 2) {
            Iso20022Type found = Iso20022Type.of(namespace, path.get(1));
            if (found == null || type != null) {
                throw unknown();
            }
            type = found;
        } else {
            startPart(Objects.requireNonNull(type));
        }
    }

    private void startPart(Iso20022Type message) throws RecordRejectedException {
        if (path.size() == PART_DEPTH && path.get(2).equals(message.batch())) {
            batch = new HashMap<>();
            batchHasEntries = false;
        }
        if (path.size() == entryDepth(message)
                && path.get(path.size() - 1).equals(message.entry())
                && isInBatch(message)) {
            if (entries.size() == MAX_ENTRIES) {
                throw new RecordRejectedException(
                        RejectionCode.ENTRIES_TOO_MANY,
                        "the message has more than " + MAX_ENTRIES + " payments; send several messages");
            }
            entry = new HashMap<>();
            batchHasEntries = true;
        }
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            put(message, "@" + xml.getAttributeLocalName(i), xml.getAttributeValue(i));
        }
    }

    private void characters() {
        int room = MAX_TEXT_CHARACTERS - text.length();
        if (room > 0) {
            String more = xml.getText();
            text.append(more, 0, Math.min(room, more.length()));
        }
    }

    private void end() {
        Iso20022Type message = type;
        if (message != null && path.size() > 2) {
            put(message, "", text.toString());
            if (entry != null && path.size() == entryDepth(message)) {
                entries.add(new Entry(batch, entry));
                entry = null;
            }
            if (path.size() == PART_DEPTH && path.get(2).equals(message.batch()) && !batchHasEntries) {
                // A batch without payments, such as the cancellation of a whole group, must not be lost.
                entries.add(new Entry(batch, Map.of()));
            }
        }
        path.remove(path.size() - 1);
        text.setLength(0);
    }

    /** Keeps a text if it is one that is read. The first one counts. */
    private void put(Iso20022Type message, String suffix, String value) {
        Map<String, String> target;
        int from;
        if (entry != null) {
            target = entry;
            from = entryDepth(message);
        } else if (path.get(2).equals(message.header())) {
            target = header;
            from = PART_DEPTH;
        } else if (isInBatch(message)) {
            target = batch;
            from = PART_DEPTH;
        } else {
            return;
        }
        if (path.size() > from) {
            String name = String.join("/", path.subList(from, path.size())) + suffix;
            if (message.reads(name) && !value.isBlank()) {
                target.putIfAbsent(name, value.strip());
            }
        }
    }

    private static int entryDepth(Iso20022Type message) {
        return message.batch() == null ? PART_DEPTH : PART_DEPTH + 1;
    }

    /** Whether the place is in a batch; always true for messages without batches. */
    private boolean isInBatch(Iso20022Type message) {
        return message.batch() == null || path.get(2).equals(message.batch());
    }

    private static RecordRejectedException unknown() {
        return unreadable(
                "the document is no pacs.008, pain.001 or camt.056 in a namespace of ISO 20022; send one of them,"
                        + " without an envelope");
    }

    private static RecordRejectedException unreadable(String detail) {
        return new RecordRejectedException(RejectionCode.UNREADABLE, detail);
    }
}
