package io.nacre.codec.json;

import com.fasterxml.jackson.core.JsonParser;
import io.nacre.codec.rejection.RecordRejectedException;
import java.io.IOException;

/** Reads the JSON at one position of a schema, such as a field or an array item, to the value of an Avro record. */
@FunctionalInterface
interface JsonValueReader {

    /**
     * Reads the value.
     *
     * @param parser at the value's first token; afterwards at its last one
     */
    Object read(JsonParser parser) throws IOException, RecordRejectedException;
}
