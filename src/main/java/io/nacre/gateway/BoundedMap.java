package io.nacre.gateway;

import java.util.LinkedHashMap;
import java.util.Map;

/** A map that drops its oldest entry when it is full. Not thread-safe. */
final class BoundedMap<K, V> extends LinkedHashMap<K, V> {

    private final int max;

    /** @param max maximum number of entries */
    BoundedMap(int max) {
        this.max = max;
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
        return size() > max;
    }
}
