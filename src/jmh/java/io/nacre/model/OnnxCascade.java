package io.nacre.model;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A cascade as an ONNX model (opset 13), written field by field as its protobuf schema says: input {@code x} is the
 * normalised vectors, output {@code z} what the network adds to the logits of each.
 */
final class OnnxCascade {

    private static final int FLOAT = 1;
    private static final int INT64 = 7;
    private static final int INTEGER = 2;

    /** A protobuf message on its way to bytes. */
    private static final class Message {

        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        Message number(int field, long value) {
            varint((long) field << 3);
            varint(value);
            return this;
        }

        Message bytes(int field, byte[] value) {
            varint((long) field << 3 | 2);
            varint(value.length);
            bytes.writeBytes(value);
            return this;
        }

        Message text(int field, String value) {
            return bytes(field, value.getBytes(StandardCharsets.UTF_8));
        }

        Message message(int field, Message value) {
            return bytes(field, value.bytes.toByteArray());
        }

        private void varint(long value) {
            long rest = value;
            while ((rest & ~0x7fL) != 0) {
                bytes.write((int) (rest & 0x7f | 0x80));
                rest >>>= 7;
            }
            bytes.write((int) rest);
        }
    }

    private final Message graph = new Message();

    private OnnxCascade() {}

    static byte[] bytes(Cascade cascade) {
        OnnxCascade onnx = new OnnxCascade();
        onnx.layers(cascade);
        onnx.graph.text(2, "cascade");
        onnx.graph.message(11, value("x", cascade.width()));
        onnx.graph.message(12, value("z", cascade.stages().size()));
        Message opset = new Message().number(2, 13);
        return new Message().number(1, 8).message(7, onnx.graph).message(8, opset).bytes.toByteArray();
    }

    private void layers(Cascade cascade) {
        int[] widths = cascade.widths();
        long[] lengths = new long[widths.length];
        List<String> features = new ArrayList<>();
        List<String> sums = new ArrayList<>();
        for (int k = 0; k < widths.length; k++) {
            lengths[k] = widths[k];
            features.add("x" + k);
        }
        lengths("lengths", lengths);
        node("Split", List.of("x", "lengths"), features, axis());
        for (int k = 0; k < widths.length; k++) {
            Stage stage = cascade.stages().get(k);
            int inputs = stage.previous() + stage.width();
            floats("W" + k, stage.weights(), inputs, stage.hidden());
            floats("b" + k, stage.bias(), stage.hidden());
            floats("v" + k, stage.readout(), stage.hidden(), 1);
            floats("c" + k, new float[] {stage.readoutBias()}, 1);
            String evidence = "x" + k;
            if (k > 0) {
                evidence = "e" + k;
                node("Concat", List.of("h" + (k - 1), "x" + k), List.of(evidence), axis());
            }
            node("Gemm", List.of(evidence, "W" + k, "b" + k), List.of("a" + k), null);
            node("Relu", List.of("a" + k), List.of("h" + k), null);
            node("Gemm", List.of("h" + k, "v" + k, "c" + k), List.of("d" + k), null);
            if (k > 0) {
                node("Add", List.of(sums.get(k - 1), "d" + k), List.of("z" + k), null);
            }
            sums.add(k == 0 ? "d0" : "z" + k);
        }
        node("Concat", sums, List.of("z"), axis());
    }

    private void node(
            String type, List<String> inputs, List<String> outputs, @Nullable Message attribute) {
        Message node = new Message();
        inputs.forEach(name -> node.text(1, name));
        outputs.forEach(name -> node.text(2, name));
        node.text(4, type);
        if (attribute != null) {
            node.message(5, attribute);
        }
        graph.message(1, node);
    }

    private static Message axis() {
        return new Message().text(1, "axis").number(3, 1).number(20, INTEGER);
    }

    private void floats(String name, float[] values, int... sizes) {
        Message tensor = new Message();
        for (int size : sizes) {
            tensor.number(1, size);
        }
        graph.message(5, tensor.number(2, FLOAT).text(8, name).bytes(9, Floats.encode(values)));
    }

    private void lengths(String name, long[] values) {
        Message tensor = new Message().number(1, values.length).number(2, INT64).text(8, name);
        for (long value : values) {
            tensor.number(7, value);
        }
        graph.message(5, tensor);
    }

    private static Message value(String name, int width) {
        Message shape = new Message()
                .message(1, new Message().text(2, "rows"))
                .message(1, new Message().number(1, width));
        Message tensor = new Message().number(1, FLOAT).message(2, shape);
        return new Message().text(1, name).message(2, new Message().message(1, tensor));
    }
}
