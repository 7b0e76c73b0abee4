package io.nacre.reference.mmdb;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Files that were made to keep a reader busy, or to eat its memory, are told before a reader sees them. */
class MmdbValidatorTest {

    private static final int SEPARATOR = 16;

    static Stream<Arguments> bombs() {
        return Stream.of(
                arguments(
                        "lists of pointers to lists of pointers", "expands to more", entry(MmdbValidatorTest::fanOut)),
                arguments("a list that holds itself", "deep", entry(out -> list(out, 0))),
                arguments("a pointer to itself", "deep", entry(out -> pointer(out, 0))),
                arguments("one list in another, forty times", "deep", entry(out -> nested(out, 40))),
                arguments("a long text over and over", "expands to more", entry(MmdbValidatorTest::echoes)),
                arguments("a pointer out of the file", "outside the data", entry(out -> pointer(out, 2_000))),
                arguments("a text longer than the file", "beyond the data", entry(out -> {
                    out.write(2 << 5 | 31);
                    out.writeBytes(new byte[] {-1, -1, -1});
                })),
                arguments("a type that there is not", "type", entry(out -> out.writeBytes(new byte[] {1, 12}))),
                arguments("a tree that leads back", "has a cycle", tree(2, 1, 2, 0, 2)),
                arguments("a tree that unfolds to more networks than IPv6 has", "expands to more networks", ladder()),
                arguments("a tree deeper than an address", "deeper", chain(200)),
                arguments("a tree longer than the file", "longer than the file", file(new byte[0], 1 << 20, out -> {})),
                arguments("no metadata", "no metadata", new byte[100]),
                arguments("nothing at all", "no metadata", new byte[0]));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bombs")
    void refuses(String name, String why, byte[] file) {
        long before = allocated();

        assertThatThrownBy(() -> MmdbValidator.check(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(why);

        Assertions.assertThat(allocated() - before).isLessThan(1_000_000);
    }

    @Test
    void acceptsPointersThatSaveSpace() {
        byte[] shared = entry(out -> {
            pointer(out, 2);
            MmdbData.write(out, Map.of("country", Map.of("iso_code", "DE")));
        });

        assertThatCode(() -> MmdbValidator.check(shared)).doesNotThrowAnyException();
    }

    @Test
    void acceptsOneTreeUnderSeveralAddresses() {
        // As GeoLite2's files do with IPv4: nodes 1 and 2 lead to the same node 3.
        assertThatCode(() -> MmdbValidator.check(tree(4, 1, 2, 3, 4, 3, 4, 4, 4)))
                .doesNotThrowAnyException();
    }

    private static void fanOut(ByteArrayOutputStream out) {
        List<Integer> starts = new ArrayList<>();
        for (int level = 0; level < 12; level++) {
            starts.add(out.size());
            int next = out.size() + 2 + 8 * 2;
            head(out, 8);
            for (int i = 0; i < 8; i++) {
                pointer(out, next);
            }
        }
        MmdbData.write(out, "end");
    }

    private static void echoes(ByteArrayOutputStream out) {
        head(out, 28);
        for (int i = 0; i < 28; i++) {
            pointer(out, 2 + 28 * 2);
        }
        MmdbData.write(out, "x".repeat(60_000));
    }

    private static void list(ByteArrayOutputStream out, int to) {
        head(out, 1);
        pointer(out, to);
    }

    private static void nested(ByteArrayOutputStream out, int depth) {
        for (int i = 0; i < depth; i++) {
            head(out, 1);
        }
        MmdbData.write(out, "end");
    }

    private static void head(ByteArrayOutputStream out, int size) {
        out.write(size);
        out.write(11 - 7);
    }

    private static void pointer(ByteArrayOutputStream out, int to) {
        out.write(1 << 5 | to >> 8);
        out.write(to);
    }

    /** Every address has this entry. */
    private static byte[] entry(Consumer<ByteArrayOutputStream> data) {
        int record = 1 + SEPARATOR;
        return file(bytes(record, record), 1, data);
    }

    /** A tree of these records without entries, in a file. */
    private static byte[] tree(int nodes, int... records) {
        return file(bytes(records), nodes, out -> {});
    }

    /** Both sides of a node lead to the next one: of 60 nodes, 2 to the power of 60 networks. */
    private static byte[] ladder() {
        int[] records = new int[120];
        for (int i = 0; i < records.length; i++) {
            records[i] = i / 2 + 1;
        }
        return tree(60, records);
    }

    private static byte[] chain(int nodes) {
        int[] records = new int[2 * nodes];
        for (int i = 0; i < records.length; i++) {
            records[i] = i % 2 == 0 ? i / 2 + 1 : nodes;
        }
        return tree(nodes, records);
    }

    private static byte[] bytes(int... records) {
        ByteArrayOutputStream tree = new ByteArrayOutputStream();
        for (int record : records) {
            tree.write(record >> 16);
            tree.write(record >> 8);
            tree.write(record);
        }
        return tree.toByteArray();
    }

    private static byte[] file(byte[] tree, int nodes, Consumer<ByteArrayOutputStream> data) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(tree);
        out.writeBytes(new byte[SEPARATOR]);
        ByteArrayOutputStream section = new ByteArrayOutputStream();
        data.accept(section);
        out.writeBytes(section.toByteArray());
        out.writeBytes("\u00ab\u00cd\u00efMaxMind.com".getBytes(StandardCharsets.ISO_8859_1));
        Map<String, Object> metadata = new TreeMap<>();
        metadata.put("node_count", (long) nodes);
        metadata.put("record_size", new MmdbData.Uint16(24));
        metadata.put("languages", List.of("en"));
        MmdbData.write(out, metadata);
        return out.toByteArray();
    }

    private static long allocated() {
        return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }
}
