package io.nacre.avro.binary;

/** What the step of a record's last field returns. It shows that no field was left out. */
public enum RecordEnd {
    REACHED
}
