package io.nacre.codec.mapping;

import java.util.List;
import org.apache.avro.Schema;

/** Schemas of values that may be null: in the contracts, a union of null and one type. */
public final class NullableSchemas {

    private NullableSchemas() {}

    /** The schema itself, or the other schema of a union with null. */
    public static Schema notNull(Schema schema) {
        if (!schema.isUnion()) {
            return schema;
        }
        List<Schema> others = schema.getTypes().stream()
                .filter(each -> each.getType() != Schema.Type.NULL)
                .toList();
        if (others.size() != 1) {
            throw new IllegalArgumentException(
                    "a union of " + others.size() + " types has no form in JSON or Protobuf: use null and one type");
        }
        return others.get(0);
    }
}
