package io.nacre.reference.mmdb;

import static java.util.Objects.requireNonNull;

import io.nacre.reference.ip.IpRange;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes an IP database in MaxMind's DB format 2.0: one IPv6 search tree with IPv4 in ::/96, and each distinct set of
 * facts once. The same ranges in the same order give the same bytes.
 *
 * <p>Facts are texts, longs, booleans and maps of them, with MaxMind's names. Overlapping ranges have the facts of
 * both; a later fact replaces an earlier one of the same name.
 */
public final class MmdbWriter {

    private static final byte[] METADATA_MARK = "\u00ab\u00cd\u00efMaxMind.com".getBytes(StandardCharsets.ISO_8859_1);
    private static final int SEPARATOR_BYTES = 16;
    private static final int RECORD_BITS = 32;

    private final String type;
    private final String description;
    private final long builtAtSeconds;
    private final PrefixTree tree = new PrefixTree();

    /**
     * An empty database.
     *
     * @param type the type in the metadata, such as "Nacre-IP"
     * @param description the description in the metadata: contents, source and licence
     * @param builtAtSeconds build time in the metadata, seconds since 1970
     */
    public MmdbWriter(String type, String description, long builtAtSeconds) {
        this.type = requireNonNull(type, "type is null");
        this.description = requireNonNull(description, "description is null");
        this.builtAtSeconds = builtAtSeconds;
    }

    /** Adds the facts to every address of the range. */
    public void put(IpRange range, Map<String, Object> facts) {
        int entry = tree.entry(new TreeMap<>(facts));
        range.forEachBlock((high, low, length) -> tree.put(high, low, length, entry));
    }

    public void writeTo(Path file) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            writeTo(out);
        }
    }

    public void writeTo(OutputStream out) throws IOException {
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        List<Integer> offsets = new ArrayList<>();
        for (Map<String, Object> facts : tree.entries()) {
            offsets.add(data.size());
            MmdbData.write(data, facts);
        }
        DataOutputStream stream = new DataOutputStream(out);
        for (int node = 0; node < tree.size(); node++) {
            stream.writeInt(record(tree.left(node), offsets));
            stream.writeInt(record(tree.right(node), offsets));
        }
        stream.write(new byte[SEPARATOR_BYTES]);
        data.writeTo(stream);
        stream.write(METADATA_MARK);
        ByteArrayOutputStream metadata = new ByteArrayOutputStream();
        MmdbData.write(metadata, metadata());
        metadata.writeTo(stream);
        stream.flush();
    }

    private int record(int child, List<Integer> offsets) {
        if (PrefixTree.isNode(child)) {
            return child;
        }
        return PrefixTree.isEntry(child)
                ? tree.size() + SEPARATOR_BYTES + offsets.get(PrefixTree.entryOf(child))
                : tree.size();
    }

    private Map<String, Object> metadata() {
        Map<String, Object> metadata = new TreeMap<>();
        metadata.put("binary_format_major_version", new MmdbData.Uint16(2));
        metadata.put("binary_format_minor_version", new MmdbData.Uint16(0));
        metadata.put("build_epoch", new MmdbData.Uint64(builtAtSeconds));
        metadata.put("database_type", type);
        metadata.put("description", Map.of("en", description));
        metadata.put("ip_version", new MmdbData.Uint16(6));
        metadata.put("languages", List.of("en"));
        metadata.put("node_count", (long) tree.size());
        metadata.put("record_size", new MmdbData.Uint16(RECORD_BITS));
        return metadata;
    }
}
