package io.nacre.ingest;

/** How a file separates its messages. */
public enum MessageFraming {
    /** One message per line. */
    LINE(true),
    /** One message per line, as hexadecimal digits. */
    HEX(true),
    /** Two bytes before each message are its length, the higher byte first. */
    LENGTH2(false),
    /** Four ASCII digits before each message are its length. */
    LENGTH4(false),
    /** The whole file is one message. */
    DOCUMENT(false);

    private final boolean lines;

    MessageFraming(boolean lines) {
        this.lines = lines;
    }

    /** What a number of {@link SourceMessage} counts: "line" or "message". */
    public String unit() {
        return lines ? "line" : "message";
    }
}
