package io.nacre.codec.protobuf;

import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.EnumDescriptorProto;
import com.google.protobuf.DescriptorProtos.EnumValueDescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.MessageOptions;
import com.google.protobuf.DescriptorProtos.OneofDescriptorProto;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.Descriptors.FileDescriptor;
import io.nacre.codec.mapping.NullableSchemas;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.apache.avro.Schema;

/**
 * Derives the Protobuf messages of a contract from its Avro schema.
 *
 * <p>The number of a field is its position in the Avro schema, from 1. Every single value has explicit presence, so
 * that a missing amount differs from an amount of 0. Enum values have the name of the enum as prefix, because Protobuf
 * shares their names in a package.
 */
final class ProtobufDescriptors {

    static final String PACKAGE = "nacre";

    private final FileDescriptorProto.Builder file =
            FileDescriptorProto.newBuilder().setSyntax("proto3").setPackage(PACKAGE);
    private final Set<String> known = new HashSet<>();

    private ProtobufDescriptors() {}

    /** The message of a record schema. */
    static Descriptor of(Schema schema) {
        try {
            return FileDescriptor.buildFrom(file(schema), new FileDescriptor[0])
                    .findMessageTypeByName(schema.getName());
        } catch (DescriptorValidationException e) {
            throw new IllegalStateException("the schema of " + schema.getName() + " has no Protobuf form", e);
        }
    }

    /** All messages and enums of a record schema, itself first. */
    static FileDescriptorProto file(Schema schema) {
        ProtobufDescriptors descriptors = new ProtobufDescriptors();
        descriptors.file.setName(schema.getName() + ".proto");
        descriptors.addMessage(schema);
        return descriptors.file.build();
    }

    static String enumValue(Schema schema, String symbol) {
        return schema.getName().replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_").toUpperCase(Locale.ROOT) + "_" + symbol;
    }

    private void addMessage(Schema schema) {
        if (!known.add(schema.getName())) {
            return;
        }
        int place = file.getMessageTypeCount();
        file.addMessageType(DescriptorProto.newBuilder().setName(schema.getName()));
        DescriptorProto.Builder message = DescriptorProto.newBuilder().setName(schema.getName());
        for (Schema.Field field : schema.getFields()) {
            addField(field, message);
        }
        file.setMessageType(place, message);
    }

    private void addField(Schema.Field field, DescriptorProto.Builder message) {
        Schema schema = NullableSchemas.notNull(field.schema());
        FieldDescriptorProto.Builder built = FieldDescriptorProto.newBuilder()
                .setName(field.name())
                .setNumber(field.pos() + 1)
                .setLabel(FieldDescriptorProto.Label.LABEL_OPTIONAL);
        switch (schema.getType()) {
            case ARRAY -> type(schema.getElementType(), built.setLabel(FieldDescriptorProto.Label.LABEL_REPEATED));
            case MAP -> addMap(schema, built.setLabel(FieldDescriptorProto.Label.LABEL_REPEATED), message);
            case RECORD -> type(schema, built);
            default -> {
                type(schema, built);
                built.setProto3Optional(true).setOneofIndex(message.getOneofDeclCount());
                message.addOneofDecl(OneofDescriptorProto.newBuilder().setName("_" + field.name()));
            }
        }
        message.addField(built);
    }

    private void addMap(Schema map, FieldDescriptorProto.Builder field, DescriptorProto.Builder message) {
        String entry = Character.toUpperCase(field.getName().charAt(0))
                + field.getName().substring(1) + "Entry";
        FieldDescriptorProto.Builder key = FieldDescriptorProto.newBuilder()
                .setName("key")
                .setNumber(1)
                .setLabel(FieldDescriptorProto.Label.LABEL_OPTIONAL)
                .setType(FieldDescriptorProto.Type.TYPE_STRING);
        FieldDescriptorProto.Builder value = FieldDescriptorProto.newBuilder()
                .setName("value")
                .setNumber(2)
                .setLabel(FieldDescriptorProto.Label.LABEL_OPTIONAL);
        type(map.getValueType(), value);
        message.addNestedType(DescriptorProto.newBuilder()
                .setName(entry)
                .addField(key)
                .addField(value)
                .setOptions(MessageOptions.newBuilder().setMapEntry(true)));
        field.setType(FieldDescriptorProto.Type.TYPE_MESSAGE)
                .setTypeName("." + PACKAGE + "." + message.getName() + "." + entry);
    }

    private void type(Schema schema, FieldDescriptorProto.Builder field) {
        switch (schema.getType()) {
            case RECORD -> {
                addMessage(schema);
                field.setType(FieldDescriptorProto.Type.TYPE_MESSAGE)
                        .setTypeName("." + PACKAGE + "." + schema.getName());
            }
            case ENUM -> {
                addEnum(schema);
                field.setType(FieldDescriptorProto.Type.TYPE_ENUM).setTypeName("." + PACKAGE + "." + schema.getName());
            }
            case STRING -> field.setType(FieldDescriptorProto.Type.TYPE_STRING);
            case BYTES -> field.setType(FieldDescriptorProto.Type.TYPE_BYTES);
            case INT -> field.setType(FieldDescriptorProto.Type.TYPE_INT32);
            case LONG -> field.setType(FieldDescriptorProto.Type.TYPE_INT64);
            case FLOAT -> field.setType(FieldDescriptorProto.Type.TYPE_FLOAT);
            case DOUBLE -> field.setType(FieldDescriptorProto.Type.TYPE_DOUBLE);
            case BOOLEAN -> field.setType(FieldDescriptorProto.Type.TYPE_BOOL);
            case ARRAY, MAP, UNION, FIXED, NULL ->
                throw new IllegalArgumentException(
                        "type " + schema.getType() + " has no Protobuf form inside a list or map: add one here");
        }
    }

    private void addEnum(Schema schema) {
        if (known.add(schema.getName())) {
            EnumDescriptorProto.Builder built = EnumDescriptorProto.newBuilder().setName(schema.getName());
            for (int i = 0; i < schema.getEnumSymbols().size(); i++) {
                built.addValue(EnumValueDescriptorProto.newBuilder()
                        .setName(enumValue(schema, schema.getEnumSymbols().get(i)))
                        .setNumber(i));
            }
            file.addEnumType(built);
        }
    }
}
