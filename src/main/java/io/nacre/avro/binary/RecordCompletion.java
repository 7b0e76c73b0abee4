package io.nacre.avro.binary;

/** Returned after the last field of a record is written, so that the compiler detects a missing field. */
public enum RecordCompletion {
    COMPLETE
}
