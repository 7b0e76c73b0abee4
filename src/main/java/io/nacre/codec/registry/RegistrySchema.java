package io.nacre.codec.registry;

import java.util.List;

/**
 * A schema of the registry.
 *
 * @param texts the schema, preceded by the Avro schemas that it refers to, in parsing order
 */
public record RegistrySchema(RecordFormat format, List<String> texts) {
    public RegistrySchema {
        texts = List.copyOf(texts);
    }

    /** The text of the schema itself. */
    public String text() {
        return texts.get(texts.size() - 1);
    }
}
