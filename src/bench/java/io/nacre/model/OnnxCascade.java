package io.nacre.model;

import io.nacre.payment.Varint;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The network as an ONNX model, from the normalised features to the cumulative logit contributions of the layers.
 *
 * <p>It is written directly as protocol buffers of <a href="https://github.com/onnx/onnx/blob/main/onnx/onnx.proto">
 * onnx.proto</a>, with the field numbers below, so no library is needed.
 */
public final class OnnxCascade {

    /** Names of the input and the output. */
    public static final String INPUT = "x";

    public static final String OUTPUT = "added";

    private static final int IR_VERSION = 8;
    private static final int OPERATORS_VERSION = 13;
    private static final int FLOATS = 1;
    private static final int LONGS = 7;
    private static final int ATTRIBUTE_INT = 2;

    private final Message graph = new Message();

    private OnnxCascade() {}

    /** The bytes of the model, for batches of any size. */
    public static byte[] of(Cascade cascade) {
        OnnxCascade writer = new OnnxCascade();
        writer.layers(cascade);
        writer.graph.text(2, "cascade");
        writer.graph.message(11, value(INPUT, cascade.width()));
        writer.graph.message(12, value(OUTPUT, cascade.stages().size()));
        return new Message()
                .number(1, IR_VERSION)
                .message(7, writer.graph)
                .message(8, new Message().text(1, "").number(2, OPERATORS_VERSION))
                .bytes();
    }

    private void layers(Cascade cascade) {
        List<CascadeLayer> stages = cascade.stages();
        List<String> slices = new ArrayList<>();
        ByteBuffer widths = buffer(8 * stages.size());
        for (int k = 0; k < stages.size(); k++) {
            slices.add("x" + k);
            widths.putLong(stages.get(k).width());
        }
        tensor("widths", LONGS, widths, stages.size());
        node("Split", List.of(INPUT, "widths"), slices, attribute("axis", 1));
        for (int k = 0; k < stages.size(); k++) {
            layer(k, stages.get(k));
        }
        List<String> sums = new ArrayList<>();
        for (int k = 0; k < stages.size(); k++) {
            sums.add("sum" + k);
        }
        node("Concat", sums, List.of(OUTPUT), attribute("axis", 1));
    }

    private void layer(int k, CascadeLayer cascadeLayer) {
        int inputs = cascadeLayer.previous() + cascadeLayer.width();
        floats("W" + k, cascadeLayer.weights(), inputs, cascadeLayer.hidden());
        floats("b" + k, cascadeLayer.bias(), cascadeLayer.hidden());
        floats("v" + k, cascadeLayer.readout(), cascadeLayer.hidden(), 1);
        floats("c" + k, new float[] {cascadeLayer.readoutBias()}, 1);
        String evidence = "x" + k;
        if (k > 0) {
            evidence = "evidence" + k;
            node("Concat", List.of("h" + (k - 1), "x" + k), List.of(evidence), attribute("axis", 1));
        }
        node("Gemm", List.of(evidence, "W" + k, "b" + k), List.of("a" + k));
        node("Relu", List.of("a" + k), List.of("h" + k));
        node("Gemm", List.of("h" + k, "v" + k, "c" + k), List.of(k == 0 ? "sum0" : "d" + k));
        if (k > 0) {
            node("Add", List.of("sum" + (k - 1), "d" + k), List.of("sum" + k));
        }
    }

    private void node(String operator, List<String> inputs, List<String> outputs, Message... attributes) {
        Message node = new Message();
        inputs.forEach(input -> node.text(1, input));
        outputs.forEach(output -> node.text(2, output));
        node.text(4, operator);
        for (Message attribute : attributes) {
            node.message(5, attribute);
        }
        graph.message(1, node);
    }

    private static Message attribute(String name, int value) {
        return new Message().text(1, name).number(3, value).number(20, ATTRIBUTE_INT);
    }

    private void floats(String name, float[] values, int... dimensions) {
        ByteBuffer bytes = buffer(4 * values.length);
        for (float value : values) {
            bytes.putFloat(value);
        }
        tensor(name, FLOATS, bytes, dimensions);
    }

    private void tensor(String name, int type, ByteBuffer values, int... dimensions) {
        Message tensor = new Message();
        for (int dimension : dimensions) {
            tensor.number(1, dimension);
        }
        graph.message(5, tensor.number(2, type).text(8, name).raw(9, values.array()));
    }

    /** A matrix of floats with so many columns, and one row per element of the batch. */
    private static Message value(String name, int columns) {
        Message shape =
                new Message().message(1, new Message().text(2, "batch")).message(1, new Message().number(1, columns));
        Message tensor = new Message().number(1, FLOATS).message(2, shape);
        return new Message().text(1, name).message(2, new Message().message(1, tensor));
    }

    private static ByteBuffer buffer(int length) {
        return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** A message of protocol buffers: a sequence of numbered fields. */
    private static final class Message {

        private static final int VARINT = 0;
        private static final int LENGTH_AND_BYTES = 2;

        private final ByteArrayOutputStream out = new ByteArrayOutputStream();

        Message number(int field, long value) {
            varint((long) field << 3 | VARINT);
            varint(value);
            return this;
        }

        Message text(int field, String value) {
            return raw(field, value.getBytes(StandardCharsets.UTF_8));
        }

        Message message(int field, Message value) {
            return raw(field, value.bytes());
        }

        Message raw(int field, byte[] value) {
            varint((long) field << 3 | LENGTH_AND_BYTES);
            varint(value.length);
            out.writeBytes(value);
            return this;
        }

        byte[] bytes() {
            return out.toByteArray();
        }

        private void varint(long value) {
            byte[] encoded = new byte[Varint.MAX_BYTES];
            out.write(encoded, 0, Varint.write(value, encoded, 0));
        }
    }
}
