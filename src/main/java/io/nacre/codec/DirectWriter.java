package io.nacre.codec;

import io.nacre.codec.binary.AvroBodyEncoder;

/** Writes values straight as bodies of one schema, past the generated class: for what leaves with every payment. */
interface DirectWriter<T> {

    /** CRC-64-AVRO of the schema whose bodies it writes. */
    long fingerprint();

    /** Appends the body, byte for byte as the generated class would be written. */
    void write(T value, AvroBodyEncoder out);
}
