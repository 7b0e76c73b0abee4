package io.nacre.codec.registry;

/** The format of a record's body, with the names of the registry's schema types. */
public enum RecordFormat {
    AVRO,
    JSON,
    PROTOBUF
}
