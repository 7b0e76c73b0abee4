package io.nacre.stream.state;

import io.nacre.feature.EntityKeys;
import io.nacre.feature.Facts;
import io.nacre.feature.FeatureSlice;
import io.nacre.feature.FeatureVector;
import io.nacre.feature.UsualValues;
import io.nacre.payment.AccountProfile;
import io.nacre.payment.IncomingPayment;
import io.nacre.payment.Label;
import io.nacre.payment.Transaction;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that one key is remembered by: every slice's memory, an account's profile and ledger, and when the key is
 * forgotten. One value, so that a transaction reads and writes the state of its key once; what is in it changes in
 * place.
 */
public final class KeyState {

    /** Before the first transaction or label there is nothing to forget. */
    static final long NEVER = Long.MIN_VALUE;

    private final List<FeatureSliceState<?>> kept;
    private long forgetAtMs = NEVER;
    private long timerMs = NEVER;
    private @Nullable AccountProfile profile;
    private @Nullable SeenTransactionFilter seenTransactionFilter;
    private int bytes;

    /** A key never seen before. */
    public KeyState(List<FeatureSlice<?>> slices) {
        kept = new ArrayList<>(slices.size());
        for (FeatureSlice<?> featureSlice : slices) {
            kept.add(new FeatureSliceState<>(featureSlice));
        }
    }

    List<FeatureSliceState<?>> kept() {
        return kept;
    }

    /** How many slices have anything to keep. */
    int remembering() {
        int count = 0;
        for (int i = 0; i < kept.size(); i++) {
            count += kept.get(i).remembers() ? 1 : 0;
        }
        return count;
    }

    /** The facts with the account's profile, and what it has met most where the transaction brings something new. */
    public Facts withAccountFacts(Transaction transaction, Facts facts) {
        UsualValues usualValues = UsualValues.NONE;
        for (int i = 0; i < kept.size(); i++) {
            usualValues = kept.get(i).usual(transaction, facts, usualValues);
        }
        return facts.with(profile, usualValues);
    }

    /** Writes the key's features of the transaction, then remembers it. */
    public void step(Transaction transaction, Facts facts, FeatureVector vector) {
        for (int i = 0; i < kept.size(); i++) {
            kept.get(i).step(transaction, facts, vector);
        }
    }

    public void applyLabel(Label label, EntityKeys about) {
        for (int i = 0; i < kept.size(); i++) {
            kept.get(i).applyLabel(label, about);
        }
    }

    void receive(IncomingPayment incomingPayment) {
        for (int i = 0; i < kept.size(); i++) {
            kept.get(i).receive(incomingPayment);
        }
    }

    long forgetAtMs() {
        return forgetAtMs;
    }

    /** Whether the key has been silent for so long, at this event time, that nothing of it counts any more. */
    boolean isOverAt(long atMs) {
        return forgetAtMs != NEVER && forgetAtMs <= atMs;
    }

    void forgetAt(long atMs) {
        forgetAtMs = atMs;
    }

    /** When the timer comes that asks whether the key is over; {@link #NEVER} as long as there is nothing to forget. */
    long timerMs() {
        return timerMs;
    }

    void setTimer(long atMs) {
        timerMs = atMs;
    }

    @Nullable
    AccountProfile profile() {
        return profile;
    }

    void updateProfile(@Nullable AccountProfile newest) {
        profile = newest;
    }

    /** What an account's hop noted; null for a key of another kind, and before the first note. */
    @Nullable
    SeenTransactionFilter ledger() {
        return seenTransactionFilter;
    }

    /** The same, to be written into. */
    public SeenTransactionFilter openLedger() {
        SeenTransactionFilter open =
                seenTransactionFilter == null ? new SeenTransactionFilter() : seenTransactionFilter;
        seenTransactionFilter = open;
        return open;
    }

    void note(SeenTransactionFilter noted) {
        seenTransactionFilter = noted;
    }

    /** How many bytes it took when it was last written; 0 before. */
    int bytes() {
        return bytes;
    }

    void setSerializedSize(int written) {
        bytes = written;
    }
}
