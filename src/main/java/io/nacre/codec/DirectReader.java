package io.nacre.codec;

import io.nacre.codec.binary.BoundedDecoder;
import io.nacre.payment.RecordOrigin;

/**
 * Reads the bodies that one schema wrote straight into values, past the generated class: for what comes with every
 * payment. Knows the ordinary only. Whatever is out of the ordinary it leaves to the mapping, by any exception: so
 * there is one place that says why a record is refused. What it does return, the mapping would have returned.
 */
interface DirectReader<T> {

    /** CRC-64-AVRO of the schema whose bodies it reads; no other's are given to it. */
    long fingerprint();

    /**
     * The value of a body.
     *
     * @param in at the body's first byte
     * @throws RecordRejectedException where a field is not as it must be
     */
    T read(BoundedDecoder in, RecordOrigin origin) throws RecordRejectedException;
}
