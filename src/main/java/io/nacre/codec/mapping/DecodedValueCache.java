package io.nacre.codec.mapping;

import io.nacre.avro.binary.LazyTextField;
import io.nacre.codec.rejection.RecordRejectedException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Caches the values of frequent texts, such as currencies and user agents, by their bytes. The size is fixed, so that a
 * sender of random texts cannot exhaust memory. Not thread-safe.
 *
 * @param <T> the decoded value
 */
final class DecodedValueCache<T> {

    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long SCATTER = 0x9E3779B97F4A7C15L;

    /** Longer texts are not cached. */
    private static final int LONGEST_BYTES = 512;

    private final Rule<T> rule;
    private final int shift;
    private final @Nullable CachedEntry<T>[] parts;

    /** Decodes a text. */
    @FunctionalInterface
    interface Rule<T> {
        @Nullable
        T read(LazyTextField text) throws RecordRejectedException;
    }

    @SuppressWarnings("ArrayRecordComponent") // Compared explicitly.
    private record CachedEntry<T>(byte[] bytes, @Nullable T value) {}

    /** @param bits binary logarithm of the number of entries */
    @SuppressWarnings({"unchecked", "rawtypes"}) // An array of a generic type.
    DecodedValueCache(int bits, Rule<T> rule) {
        this.rule = rule;
        this.shift = Long.SIZE - bits;
        this.parts = new CachedEntry[1 << bits];
    }

    /** The value of a text; null for a null field. Only texts that are still encoded are cached. */
    @Nullable
    T read(LazyTextField text) throws RecordRejectedException {
        if (text.isNull()) {
            return null;
        }
        if (!text.isEncoded()) {
            return rule.read(text);
        }
        byte[] bytes = text.bytes();
        int from = text.start();
        int to = text.end();
        int slot = (int) (hash(bytes, from, to) >>> shift);
        CachedEntry<T> cachedEntry = parts[slot];
        if (cachedEntry != null && Arrays.equals(cachedEntry.bytes, 0, cachedEntry.bytes.length, bytes, from, to)) {
            return cachedEntry.value;
        }
        T value = rule.read(text);
        if (to - from <= LONGEST_BYTES) {
            parts[slot] = new CachedEntry<>(Arrays.copyOfRange(bytes, from, to), value);
        }
        return value;
    }

    private static long hash(byte[] bytes, int from, int to) {
        long hash = 0;
        int at = from;
        for (; at <= to - Long.BYTES; at += Long.BYTES) {
            hash = mix(hash, (long) EIGHT.get(bytes, at));
        }
        long rest = 0;
        for (; at < to; at++) {
            rest = rest << Byte.SIZE | (bytes[at] & 0xFF);
        }
        return mix(hash, rest) * SCATTER;
    }

    private static long mix(long hash, long more) {
        long mixed = (hash ^ more) * SCATTER;
        return mixed ^ mixed >>> 32;
    }
}
