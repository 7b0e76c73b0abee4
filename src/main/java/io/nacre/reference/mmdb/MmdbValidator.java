package io.nacre.reference.mmdb;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.util.Map;

/**
 * Checks that an .mmdb file can be read completely in bounded time and memory. MaxMind's reader does not check it: 321
 * bytes of pointers to pointers exhaust the memory (GHSA-hj94-g986-h9r7), and a cyclic tree has no last network. So
 * every file is validated before it is opened.
 */
public final class MmdbValidator {

    private static final byte[] METADATA_MARK = "\u00ab\u00cd\u00efMaxMind.com".getBytes(ISO_8859_1);

    /** The metadata starts within so many bytes before the end, by the format. */
    private static final int MAX_METADATA = 128 * 1024;

    private static final int SEPARATOR_BYTES = 16;
    private static final int ADDRESS_BITS = 128;

    /** Number of prefixes under which an IPv4 tree may be found: its own, mapped, 6to4, Teredo and NAT64. */
    private static final int NETWORKS_A_NODE = 8;

    private static final int NOT_SEEN = 0;
    private static final int BEGUN = -1;

    private final byte[] file;
    private final int nodes;
    private final int recordBits;
    private final MmdbExpansionCounter entries;
    private final int[] networks;

    private MmdbValidator(byte[] file, int nodes, int recordBits, int dataEnd) {
        this.file = file;
        this.nodes = nodes;
        this.recordBits = recordBits;
        this.entries = new MmdbExpansionCounter(file, (int) ((long) nodes * recordBits / 4) + SEPARATOR_BYTES, dataEnd);
        this.networks = new int[nodes];
    }

    /**
     * Checks the structure of a file before it is opened.
     *
     * @throws IOException with the fault of the file
     */
    public static void check(byte[] file) throws IOException {
        int mark = mark(file);
        Map<String, Long> metadata = new MmdbExpansionCounter(file, mark + METADATA_MARK.length, file.length).numbers();
        long nodes = metadata.getOrDefault("node_count", 0L);
        long recordBits = metadata.getOrDefault("record_size", 0L);
        if (recordBits != 24 && recordBits != 28 && recordBits != 32) {
            throw new IOException("the record size is not supported: " + recordBits + " bits");
        }
        if (nodes < 1 || nodes > file.length || nodes * recordBits / 4 + SEPARATOR_BYTES > mark) {
            throw new IOException("the search tree of " + nodes + " nodes is longer than the file");
        }
        new MmdbValidator(file, (int) nodes, (int) recordBits, mark).node(0, 0);
    }

    private static int mark(byte[] file) throws IOException {
        int earliest = Math.max(0, file.length - MAX_METADATA);
        for (int at = file.length - METADATA_MARK.length; at >= earliest; at--) {
            if (isMark(file, at)) {
                return at;
            }
        }
        throw new IOException("the file has no metadata at its end");
    }

    private static boolean isMark(byte[] file, int at) {
        for (int i = 0; i < METADATA_MARK.length; i++) {
            if (file[at + i] != METADATA_MARK[i]) {
                return false;
            }
        }
        return true;
    }

    /** The number of networks below a node; each node is counted once. */
    private int node(int node, int depth) throws IOException {
        if (depth >= ADDRESS_BITS) {
            throw new IOException("the search tree is deeper than an address is long");
        }
        if (networks[node] == BEGUN) {
            throw new IOException("the search tree has a cycle");
        }
        if (networks[node] == NOT_SEEN) {
            networks[node] = BEGUN;
            long below = (long) record(node, 0, depth) + record(node, 1, depth);
            if (below > (long) NETWORKS_A_NODE * nodes) {
                throw new IOException("the search tree expands to more networks than its nodes allow");
            }
            networks[node] = (int) below;
        }
        return networks[node];
    }

    private int record(int node, int side, int depth) throws IOException {
        long record = read(node, side);
        if (record < nodes) {
            return node((int) record, depth + 1);
        }
        if (record > nodes) {
            entries.check(record - nodes - SEPARATOR_BYTES);
        }
        return 1;
    }

    /** One of the two records of a node. With 28 bits, the middle byte has the highest four bits of each. */
    private long read(int node, int side) {
        int bytes = recordBits / 4;
        int at = node * bytes;
        int whole = recordBits / Byte.SIZE;
        int from = side == 0 ? at : at + bytes - whole;
        long record = 0;
        for (int i = 0; i < whole; i++) {
            record = record << Byte.SIZE | (file[from + i] & 0xFF);
        }
        if (recordBits == 28) {
            int middle = file[at + whole] & 0xFF;
            record |= (long) (side == 0 ? middle >> 4 : middle & 0xF) << 24;
        }
        return record;
    }
}
