package io.nacre.codec.protobuf;

import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.EnumDescriptorProto;
import com.google.protobuf.DescriptorProtos.EnumValueDescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import io.nacre.codec.mapping.NullableSchemas;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/** Prints the contracts as Protobuf schemas (proto3). */
public final class ProtobufSchemas {

    private final Map<String, Schema> schemas = new HashMap<>();
    private final StringBuilder text = new StringBuilder();

    private ProtobufSchemas() {}

    /**
     * The schema file of a contract.
     *
     * @param schema the Avro schema of the contract
     */
    public static String text(Schema schema) {
        ProtobufSchemas printer = new ProtobufSchemas();
        printer.collect(schema);
        FileDescriptorProto file = ProtobufDescriptors.file(schema);
        printer.text
                .append("syntax = \"proto3\";\n\npackage ")
                .append(file.getPackage())
                .append(";\n\n");
        printer.text.append("option java_multiple_files = true;\noption java_package = \"io.nacre.protobuf\";\n");
        file.getMessageTypeList().forEach(printer::message);
        file.getEnumTypeList().forEach(printer::enumType);
        return printer.text.toString();
    }

    private void collect(Schema schema) {
        switch (schema.getType()) {
            case RECORD -> {
                if (schemas.put(schema.getName(), schema) == null) {
                    schema.getFields().forEach(field -> collect(field.schema()));
                }
            }
            case ENUM -> schemas.put(schema.getName(), schema);
            case ARRAY -> collect(schema.getElementType());
            case MAP -> collect(schema.getValueType());
            case UNION -> schema.getTypes().forEach(this::collect);
            default -> {}
        }
    }

    private void message(DescriptorProto message) {
        Schema schema = schema(message.getName());
        text.append('\n');
        comment("", schema.getDoc());
        text.append("message ").append(message.getName()).append(" {\n");
        for (FieldDescriptorProto field : message.getFieldList()) {
            Schema.Field contract = schema.getField(field.getName());
            comment("  ", describe(contract));
            text.append("  ").append(type(field, message)).append(' ').append(field.getName());
            text.append(" = ").append(field.getNumber()).append(";\n");
        }
        text.append("}\n");
    }

    private void enumType(EnumDescriptorProto type) {
        text.append('\n');
        comment("", schema(type.getName()).getDoc());
        text.append("enum ").append(type.getName()).append(" {\n");
        for (EnumValueDescriptorProto value : type.getValueList()) {
            text.append("  ")
                    .append(value.getName())
                    .append(" = ")
                    .append(value.getNumber())
                    .append(";\n");
        }
        text.append("}\n");
    }

    /** The fields that a record must have are not marked in proto3, so the comment says so. */
    private static String describe(Schema.Field field) {
        String required = field.hasDefaultValue() ? "" : "Required. ";
        boolean isTime = NullableSchemas.notNull(field.schema()).getLogicalType() != null;
        return required + (isTime ? "Milliseconds since 1970. " : "") + (field.doc() == null ? "" : field.doc());
    }

    private static String type(FieldDescriptorProto field, DescriptorProto message) {
        if (field.getType() == FieldDescriptorProto.Type.TYPE_MESSAGE) {
            for (DescriptorProto nested : message.getNestedTypeList()) {
                if (field.getTypeName().endsWith("." + message.getName() + "." + nested.getName())) {
                    return "map<" + scalar(nested.getField(0)) + ", " + scalar(nested.getField(1)) + ">";
                }
            }
        }
        String type = field.getTypeName().isEmpty() ? scalar(field) : simpleName(field.getTypeName());
        if (field.getLabel() == FieldDescriptorProto.Label.LABEL_REPEATED) {
            return "repeated " + type;
        }
        return field.getProto3Optional() ? "optional " + type : type;
    }

    private static String scalar(FieldDescriptorProto field) {
        return field.getTypeName().isEmpty()
                ? field.getType().name().substring("TYPE_".length()).toLowerCase(Locale.ROOT)
                : simpleName(field.getTypeName());
    }

    private static String simpleName(String typeName) {
        return typeName.substring(typeName.lastIndexOf('.') + 1);
    }

    private Schema schema(String name) {
        Schema schema = schemas.get(name);
        if (schema == null) {
            throw new IllegalStateException("the contract has no type " + name);
        }
        return schema;
    }

    private void comment(String indent, @Nullable String doc) {
        if (doc != null && !doc.isEmpty()) {
            text.append(indent).append("// ").append(doc).append('\n');
        }
    }
}
