package io.nacre.stream.state;

import io.nacre.feature.EntityKeys;
import io.nacre.feature.Facts;
import io.nacre.feature.FeatureGroup;
import io.nacre.feature.FeatureVector;
import io.nacre.feature.ScheduledLifecycleEffects;
import io.nacre.feature.UsualValues;
import io.nacre.payment.AccountProfile;
import io.nacre.payment.IncomingPayment;
import io.nacre.payment.Label;
import io.nacre.payment.LifecycleEffect;
import io.nacre.payment.Transaction;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.jspecify.annotations.Nullable;

/**
 * All state of one key: the state of every feature group, the account's profile, the filter of its transactions and its
 * expiry. A single value, so that a transaction reads and writes the state of its key once. It is mutable.
 */
public final class KeyState {

    /** Before its first transaction or label, a key does not expire. */
    static final long NEVER = Long.MIN_VALUE;

    private final List<Slot<?>> slots;
    private long expiresAtMs = NEVER;
    private long timerMs = NEVER;
    private @Nullable AccountProfile profile;
    private @Nullable SeenTransactionBloomFilter seenTransactions;
    private ScheduledLifecycleEffects scheduledEffects = new ScheduledLifecycleEffects();
    private int bytes;

    /** A feature group with its state for this key. */
    static final class Slot<S> {

        private final FeatureGroup<S> group;
        private S memory;

        private Slot(FeatureGroup<S> group) {
            this.group = group;
            this.memory = group.memory().initial();
        }

        /** The id of the group's section in the serialized state. */
        int id() {
            return group.id();
        }

        /** Whether there is anything to store. The state of a new key takes no space. */
        @SuppressWarnings("ReferenceEquality") // An equal state that was stored is stored again.
        boolean hasState() {
            return group.hasState() && memory != group.memory().initial();
        }

        void write(DataOutputSerializer out) throws IOException {
            StateSection.write(group.id(), group.memory().codec(), memory, out);
        }

        void read(StateSection section) throws IOException {
            memory = section.read(group.memory().codec(), group.name());
        }

        private UsualValues usual(Transaction transaction, Facts facts, UsualValues found) {
            return group.usual(memory, transaction, facts, found);
        }

        private void step(Transaction transaction, Facts facts, FeatureVector vector) {
            memory = group.step(memory, transaction, facts, vector);
        }

        private void applyLabel(Label label, EntityKeys about) {
            memory = group.memory().applyLabel(memory, label, about);
        }

        private void applyLifecycle(LifecycleEffect effect) {
            memory = group.memory().applyLifecycle(memory, effect);
        }

        private void receive(IncomingPayment incomingPayment) {
            memory = group.memory().receive(memory, incomingPayment);
        }
    }

    /** Creates the state of a new key. */
    public KeyState(List<FeatureGroup<?>> groups) {
        slots = new ArrayList<>(groups.size());
        for (FeatureGroup<?> group : groups) {
            slots.add(new Slot<>(group));
        }
    }

    List<Slot<?>> slots() {
        return slots;
    }

    /** The number of groups that store anything. */
    int remembering() {
        int count = 0;
        for (int i = 0; i < slots.size(); i++) {
            count += slots.get(i).hasState() ? 1 : 0;
        }
        return count;
    }

    /** Adds the account's profile to the facts. Adds its usual values as well if the transaction has an unusual one. */
    public Facts withAccountFacts(Transaction transaction, Facts facts) {
        UsualValues usualValues = UsualValues.NONE;
        for (int i = 0; i < slots.size(); i++) {
            usualValues = slots.get(i).usual(transaction, facts, usualValues);
        }
        return facts.with(profile, usualValues);
    }

    /** Applies the effects that are due, writes the key's features of the transaction, then adds it. */
    public void step(Transaction transaction, Facts facts, FeatureVector vector) {
        scheduledEffects.applyUntil(transaction.eventTimeMs(), this::applyLifecycle);
        for (int i = 0; i < slots.size(); i++) {
            slots.get(i).step(transaction, facts, vector);
        }
    }

    public void applyLabel(Label label, EntityKeys about) {
        for (int i = 0; i < slots.size(); i++) {
            slots.get(i).applyLabel(label, about);
        }
    }

    /** Schedules an effect. It is applied before the next transaction of its time or later. */
    public void schedule(LifecycleEffect effect) {
        scheduledEffects.add(effect, this::applyLifecycle);
    }

    private void applyLifecycle(LifecycleEffect effect) {
        for (int i = 0; i < slots.size(); i++) {
            slots.get(i).applyLifecycle(effect);
        }
    }

    ScheduledLifecycleEffects scheduledEffects() {
        return scheduledEffects;
    }

    void restore(ScheduledLifecycleEffects scheduled) {
        scheduledEffects = scheduled;
    }

    public void receive(IncomingPayment incomingPayment) {
        for (int i = 0; i < slots.size(); i++) {
            slots.get(i).receive(incomingPayment);
        }
    }

    long expiresAtMs() {
        return expiresAtMs;
    }

    /** Whether the key's state has expired at this event time. */
    boolean isOverAt(long atMs) {
        return expiresAtMs != NEVER && expiresAtMs <= atMs;
    }

    void withExpiry(long atMs) {
        expiresAtMs = atMs;
    }

    /** The time of the timer that checks the expiry; {@link #NEVER} if nothing can expire. */
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

    /** The account's filter; creates it if there is none. */
    public SeenTransactionBloomFilter seenTransactions() {
        SeenTransactionBloomFilter filter =
                seenTransactions == null ? new SeenTransactionBloomFilter() : seenTransactions;
        seenTransactions = filter;
        return filter;
    }

    /** Null for a key of another type, and before an account's first transaction or label. */
    @Nullable
    SeenTransactionBloomFilter storedSeenTransactions() {
        return seenTransactions;
    }

    void restore(SeenTransactionBloomFilter filter) {
        seenTransactions = filter;
    }

    /** The serialized size when the state was last written; 0 before. */
    int bytes() {
        return bytes;
    }

    void setSerializedSize(int written) {
        bytes = written;
    }
}
