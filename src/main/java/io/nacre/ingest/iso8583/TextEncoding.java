package io.nacre.ingest.iso8583;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.charset.Charset;

/** The encoding of the characters of a message. Each character is one byte. */
public enum TextEncoding {
    ASCII(ISO_8859_1),
    /** Code page 1047, with the digits and capitals of every EBCDIC code page. */
    EBCDIC(Charset.forName("IBM1047"));

    private final Charset charset;

    TextEncoding(Charset charset) {
        this.charset = charset;
    }

    Charset charset() {
        return charset;
    }
}
