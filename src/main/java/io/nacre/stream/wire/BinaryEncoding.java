package io.nacre.stream.wire;

import io.nacre.payment.GeoPoint;
import io.nacre.payment.Varint;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Binary encoding of texts, locations and enum constants. Texts are UTF-8, and a flag precedes an optional location.
 */
public final class BinaryEncoding {

    /** More bytes than any text that the contract accepts. */
    private static final int MAX_TEXT_BYTES = 1 << 20;

    /** More entries than the contract accepts. */
    public static final int MAX_ENTRIES = 1 << 16;

    private BinaryEncoding() {}

    public static void writeText(String text, DataOutput out) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        Varint.write(bytes.length, out);
        out.write(bytes);
    }

    public static String readText(DataInput in) throws IOException {
        return text(Varint.readCount(MAX_TEXT_BYTES, in), in);
    }

    /** Writes the length plus one, then the text; 0 for null. */
    public static void writeOptional(@Nullable String text, DataOutput out) throws IOException {
        if (text == null) {
            out.writeByte(0);
            return;
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        Varint.write(bytes.length + 1, out);
        out.write(bytes);
    }

    public static @Nullable String readOptional(DataInput in) throws IOException {
        int length = Varint.readCount(MAX_TEXT_BYTES, in);
        return length == 0 ? null : text(length - 1, in);
    }

    public static void writeTexts(List<String> texts, DataOutput out) throws IOException {
        Varint.write(texts.size(), out);
        for (String text : texts) {
            writeText(text, out);
        }
    }

    public static List<String> readTexts(DataInput in) throws IOException {
        int count = Varint.readCount(MAX_ENTRIES, in);
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            texts.add(readText(in));
        }
        return texts;
    }

    private static String text(int length, DataInput in) throws IOException {
        byte[] bytes = new byte[length];
        in.readFully(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    static void writeLocation(@Nullable GeoPoint place, DataOutput out) throws IOException {
        out.writeBoolean(place != null);
        if (place != null) {
            out.writeDouble(place.latitude());
            out.writeDouble(place.longitude());
        }
    }

    static @Nullable GeoPoint readLocation(DataInput in) throws IOException {
        return in.readBoolean() ? new GeoPoint(in.readDouble(), in.readDouble()) : null;
    }

    /** Writes the ordinal as one byte. Only for records in flight, where writer and reader have the same version. */
    @SuppressWarnings("EnumOrdinal")
    public static void writeConstant(Enum<?> constant, DataOutput out) throws IOException {
        out.writeByte(constant.ordinal());
    }

    /**
     * Reads a constant that {@link #writeConstant} wrote.
     *
     * @param all the constants in declaration order
     */
    public static <E extends Enum<E>> E readConstant(E[] all, DataInput in) throws IOException {
        return all[in.readByte()];
    }
}
