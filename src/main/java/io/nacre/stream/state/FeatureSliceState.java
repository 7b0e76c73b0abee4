package io.nacre.stream.state;

import io.nacre.feature.EntityKeys;
import io.nacre.feature.Facts;
import io.nacre.feature.FeatureSlice;
import io.nacre.feature.FeatureVector;
import io.nacre.feature.UsualValues;
import io.nacre.payment.IncomingPayment;
import io.nacre.payment.Label;
import io.nacre.payment.Transaction;
import java.io.IOException;
import org.apache.flink.core.memory.DataOutputSerializer;

/** What one key is remembered by in one slice. */
final class FeatureSliceState<S> {

    private final FeatureSlice<S> featureSlice;
    private S memory;

    FeatureSliceState(FeatureSlice<S> featureSlice) {
        this.featureSlice = featureSlice;
        this.memory = featureSlice.memory().initial();
    }

    /** What its bytes are found by. */
    int id() {
        return featureSlice.id();
    }

    /** Whether there is anything to keep between two transactions. */
    boolean remembers() {
        return featureSlice.remembers();
    }

    UsualValues usual(Transaction transaction, Facts facts, UsualValues told) {
        return featureSlice.usual(memory, transaction, facts, told);
    }

    void step(Transaction transaction, Facts facts, FeatureVector vector) {
        memory = featureSlice.step(memory, transaction, facts, vector);
    }

    void applyLabel(Label label, EntityKeys about) {
        memory = featureSlice.memory().applyLabel(memory, label, about);
    }

    void receive(IncomingPayment incomingPayment) {
        memory = featureSlice.memory().receive(memory, incomingPayment);
    }

    void write(DataOutputSerializer out) throws IOException {
        StateSection.write(featureSlice.id(), featureSlice.memory().codec(), memory, out);
    }

    void read(StateSection stateSection) throws IOException {
        memory = stateSection.read(featureSlice.memory().codec(), featureSlice.name());
    }
}
