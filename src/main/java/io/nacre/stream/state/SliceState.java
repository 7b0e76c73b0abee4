package io.nacre.stream.state;

import io.nacre.feature.EntityKeys;
import io.nacre.feature.Facts;
import io.nacre.feature.FeatureVector;
import io.nacre.feature.Slice;
import io.nacre.feature.UsualValues;
import io.nacre.payment.IncomingPayment;
import io.nacre.payment.Label;
import io.nacre.payment.Transaction;
import java.io.IOException;
import org.apache.flink.core.memory.DataOutputSerializer;

/** What one key is remembered by in one slice. */
final class SliceState<S> {

    private final Slice<S> slice;
    private S memory;

    SliceState(Slice<S> slice) {
        this.slice = slice;
        this.memory = slice.memory().initial();
    }

    /** What its bytes are found by. */
    int id() {
        return slice.id();
    }

    /** Whether there is anything to keep between two transactions. */
    boolean remembers() {
        return slice.remembers();
    }

    UsualValues usual(Transaction transaction, Facts facts, UsualValues told) {
        return slice.usual(memory, transaction, facts, told);
    }

    void step(Transaction transaction, Facts facts, FeatureVector vector) {
        memory = slice.step(memory, transaction, facts, vector);
    }

    void applyLabel(Label label, EntityKeys about) {
        memory = slice.memory().applyLabel(memory, label, about);
    }

    void receive(IncomingPayment incomingPayment) {
        memory = slice.memory().receive(memory, incomingPayment);
    }

    void write(DataOutputSerializer out) throws IOException {
        StateSection.write(slice.id(), slice.memory().codec(), memory, out);
    }

    void read(StateSection stateSection) throws IOException {
        memory = stateSection.read(slice.memory().codec(), slice.name());
    }
}
