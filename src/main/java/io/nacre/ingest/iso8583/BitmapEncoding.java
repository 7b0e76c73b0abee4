package io.nacre.ingest.iso8583;

/** The encoding of the bitmap, which lists the data elements of a message. */
public enum BitmapEncoding {
    /** 16 hexadecimal digits for 64 elements. */
    HEX(16),
    /** Eight bytes for 64 elements. */
    BINARY(8);

    private final int bytes;

    BitmapEncoding(int bytes) {
        this.bytes = bytes;
    }

    /** The length of one bitmap, in bytes. */
    int bytes() {
        return bytes;
    }
}
