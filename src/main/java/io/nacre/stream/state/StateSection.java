package io.nacre.stream.state;

import io.nacre.payment.Varint;
import io.nacre.profile.StateCodec;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputSerializer;

/**
 * A section of stored bytes with its id, version and length, so that an unknown section can be skipped.
 *
 * @param id of the group it belongs to
 * @param version of the codec that wrote it
 */
@SuppressWarnings("ArrayRecordComponent") // Read once, never compared.
record StateSection(int id, int version, byte[] bytes) {

    /** More than the largest state of a group. Damaged bytes must not cause an unlimited allocation. */
    private static final int MAX_BYTES = 1 << 24;

    static <S> void write(int id, StateCodec<S> stateCodec, S memory, DataOutputSerializer out) throws IOException {
        out.writeInt(id);
        Varint.write(stateCodec.version(), out);
        int lengthAt = out.length();
        out.writeInt(0);
        stateCodec.write(memory, out);
        out.writeIntUnsafe(out.length() - lengthAt - Integer.BYTES, lengthAt);
    }

    static StateSection next(DataInputView in) throws IOException {
        int id = in.readInt();
        int version = Varint.readCount(Integer.MAX_VALUE, in);
        int length = in.readInt();
        if (length < 0 || length > MAX_BYTES) {
            throw new IOException("a section of " + length + " bytes: the bytes are damaged");
        }
        byte[] bytes = new byte[length];
        in.readFully(bytes);
        return new StateSection(id, version, bytes);
    }

    /** Decodes the section, whichever version wrote it. */
    <S> S read(StateCodec<S> stateCodec, String name) throws IOException {
        if (version > stateCodec.version()) {
            throw new IOException("the feature state " + name + " has version " + version + ", but this program"
                    + " reads up to version " + stateCodec.version() + ": start the newer program version");
        }
        DataInputDeserializer in = new DataInputDeserializer(bytes);
        S memory = stateCodec.read(version, in);
        if (in.available() > 0) {
            throw new IOException("the feature state " + name + ", version " + version + ", has " + in.available()
                    + " unread bytes: the bytes are damaged, or its codec changed without a new version");
        }
        return memory;
    }
}
