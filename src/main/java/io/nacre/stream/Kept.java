package io.nacre.stream;

import io.nacre.feature.Facts;
import io.nacre.feature.FeatureVector;
import io.nacre.feature.Keys;
import io.nacre.feature.Slice;
import io.nacre.payment.Label;
import io.nacre.payment.Transaction;
import java.io.IOException;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.core.memory.DataOutputView;

/** What one key is remembered by in one slice. */
final class Kept<S> {

    private final Slice<S> slice;
    private S memory;

    Kept(Slice<S> slice) {
        this.slice = slice;
        this.memory = slice.memory().initial();
    }

    Slice<S> slice() {
        return slice;
    }

    void step(Transaction transaction, Facts facts, FeatureVector vector) {
        memory = slice.step(memory, transaction, facts, vector);
    }

    void learn(Label label, Keys about) {
        memory = slice.memory().learn(memory, label, about);
    }

    void write(DataOutputSerializer scratch, DataOutputView out) throws IOException {
        Section.write(slice.id(), slice.memory().codec(), memory, scratch, out);
    }

    void read(Section section) throws IOException {
        memory = section.read(slice.memory().codec(), slice.name());
    }
}
