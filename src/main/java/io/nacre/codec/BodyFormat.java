package io.nacre.codec;

import org.apache.avro.Schema;

/** How the body of a record is read. Readers compare by identity. */
sealed interface BodyFormat {

    /** Avro's binary encoding by the writer's schema. */
    record Avro(Schema writer) implements BodyFormat {}

    /** JSON by the contract, strict. */
    record Json() implements BodyFormat {
        static final Json INSTANCE = new Json();
    }

    /** Protobuf by the contract. */
    record Protobuf() implements BodyFormat {
        static final Protobuf INSTANCE = new Protobuf();
    }
}
