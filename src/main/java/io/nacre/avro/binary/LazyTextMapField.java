package io.nacre.avro.binary;

import java.util.Arrays;
import java.util.Map;
import org.apache.avro.AvroRuntimeException;
import org.jspecify.annotations.Nullable;

/** A map of texts in the record that is being read. Not thread-safe. */
public final class LazyTextMapField {

    /** The entries of a larger map are not read: its reader refuses it by its size. */
    private static final int MAX_ENTRIES = 64;

    private final BoundedDecoder in;
    private final String name;
    private LazyTextField[] keys = {};
    private LazyTextField[] values = {};
    private int size;
    private @Nullable Map<String, String> map;

    /**
     * A map of texts in the records that a decoder reads.
     *
     * @param name as messages give it
     */
    public LazyTextMapField(BoundedDecoder in, String name) {
        this.in = in;
        this.name = name;
    }

    public String name() {
        return name;
    }

    /**
     * Reads a map, with its entries in the order of the body.
     *
     * @throws AvroRuntimeException where the map is large
     */
    public void read() {
        size = 0;
        if (map != null) {
            map = null;
        }
        for (long block = in.readMapStart(); block > 0; block = in.mapNext()) {
            if (block > MAX_ENTRIES - size) {
                throw new AvroRuntimeException("a large map");
            }
            for (long i = 0; i < block; i++) {
                reserve(size + 1);
                keys[size].read();
                values[size].read();
                size++;
            }
        }
    }

    public void set(Map<String, String> entries) {
        map = entries;
        size = entries.size();
        if (size > MAX_ENTRIES) {
            return;
        }
        reserve(size);
        int i = 0;
        for (Map.Entry<String, String> entry : entries.entrySet()) {
            keys[i].set(entry.getKey());
            values[i].set(entry.getValue());
            i++;
        }
    }

    public int size() {
        return size;
    }

    public boolean containsKey(String key) {
        if (map != null) {
            return map.containsKey(key);
        }
        for (int i = 0; i < size; i++) {
            if (key.equals(keys[i].text())) {
                return true;
            }
        }
        return false;
    }

    /** One of the keys. A map with more than {@value #MAX_ENTRIES} entries has only its size. */
    public LazyTextField key(int index) {
        return keys[index];
    }

    public LazyTextField value(int index) {
        return values[index];
    }

    private void reserve(int entries) {
        int had = keys.length;
        if (had >= entries) {
            return;
        }
        int room = Math.min(MAX_ENTRIES, Math.max(8, 2 * entries));
        keys = Arrays.copyOf(keys, room);
        values = Arrays.copyOf(values, room);
        for (int i = had; i < room; i++) {
            keys[i] = new LazyTextField(in, name);
            values[i] = new LazyTextField(in, name);
        }
    }
}
