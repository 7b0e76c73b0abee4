package io.nacre.profile;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * How a memory is kept as bytes.
 *
 * <p>What was written stays readable: whoever changes the bytes of a memory, or of anything inside it, raises its
 * version and keeps reading the earlier ones. Nothing is lost by it: what is read folds on to the same bits.
 */
public interface StateCodec<S> {

    /** Written beside the bytes; 1 for the first. */
    int version();

    void write(S memory, DataOutput out) throws IOException;

    /**
     * Reads all the bytes that {@link #write} wrote, now or in an earlier version.
     *
     * @param version 1 to {@link #version()}
     */
    S read(int version, DataInput in) throws IOException;

    /** The codec of a memory whose bytes never changed. */
    static <S> StateCodec<S> first(Writer<S> writer, Reader<S> reader) {
        return new StateCodec<>() {
            @Override
            public int version() {
                return 1;
            }

            @Override
            public void write(S memory, DataOutput out) throws IOException {
                writer.write(memory, out);
            }

            @Override
            public S read(int version, DataInput in) throws IOException {
                return reader.read(in);
            }
        };
    }

    /** Turns a memory into bytes. */
    @FunctionalInterface
    interface Writer<S> {
        void write(S memory, DataOutput out) throws IOException;
    }

    /** Turns bytes into a memory of its own, which shares nothing with any other. */
    @FunctionalInterface
    interface Reader<S> {
        S read(DataInput in) throws IOException;
    }
}
