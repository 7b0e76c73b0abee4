package io.nacre.profile;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Encodes a part of the state.
 *
 * <p>Old bytes stay readable: whoever changes the format of a part, or of anything inside it, increments its version
 * and still reads the earlier versions. So no state is lost, and old state gives the same results.
 */
public interface StateCodec<S> {

    /** Stored with the bytes; 1 for the first version. */
    int version();

    void write(S memory, DataOutput out) throws IOException;

    /**
     * Reads the bytes of {@link #write}, of this or an earlier version.
     *
     * @param version from 1 to {@link #version()}
     */
    S read(int version, DataInput in) throws IOException;

    /** A codec with a single version. */
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

    /** Encodes the state. */
    @FunctionalInterface
    interface Writer<S> {
        void write(S memory, DataOutput out) throws IOException;
    }

    /** Decodes a new instance, which shares nothing with another. */
    @FunctionalInterface
    interface Reader<S> {
        S read(DataInput in) throws IOException;
    }
}
