package io.nacre.app.ingest;

import io.nacre.ingest.MessageFraming;

/** A format of messages. */
enum IngestFormat {
    JSONL(MessageFraming.LINE, 64 * 1024),
    ISO8583(MessageFraming.LINE, 64 * 1024 - 1),
    ISO20022(MessageFraming.DOCUMENT, 16 * 1024 * 1024),
    DEBEZIUM(MessageFraming.LINE, 1024 * 1024);

    private final MessageFraming framing;
    private final int maxBytes;

    /** @param framing of files, unless the user sets another one */
    IngestFormat(MessageFraming framing, int maxBytes) {
        this.framing = framing;
        this.maxBytes = maxBytes;
    }

    MessageFraming framing() {
        return framing;
    }

    /** Maximum length of one message, in bytes. */
    int maxBytes() {
        return maxBytes;
    }
}
