package io.nacre.training.history;

import static java.util.Objects.requireNonNull;

import io.nacre.feature.EntityKeys;
import io.nacre.feature.EntityType;
import io.nacre.feature.Facts;
import io.nacre.feature.FeatureSlice;
import io.nacre.feature.FeatureVector;
import io.nacre.feature.Layers;
import io.nacre.feature.Retention;
import io.nacre.feature.TransactionResolver;
import io.nacre.feature.UsualValues;
import io.nacre.payment.AccountProfile;
import io.nacre.payment.IncomingPayment;
import io.nacre.payment.Label;
import io.nacre.payment.LabelledTransaction;
import io.nacre.payment.Millis;
import io.nacre.payment.Transaction;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The job without a stream: history in order of event time becomes the vectors that the job would have served, by the
 * same {@link FeatureSlice}s. A transaction may come late by up to a day.
 *
 * <p>Forgets as the job does, so that memory grows with the accounts, devices, addresses and merchants of the last five
 * months and with the transactions of the last 120 days (see {@link DuplicateFilter}), not with the rows.
 */
public final class Replay {
    /** Keys are gone through once in so many days, not daily: there may be millions. */
    private static final long WALK_MS = 28 * Millis.DAY_MS;

    private final TransactionResolver resolver;
    private final Map<String, TreeMap<Long, AccountProfile>> profiles = new HashMap<>();
    private final Map<EntityType, KeyedStates> keys = new EnumMap<>(EntityType.class);
    private final DuplicateFilter duplicateFilter = new DuplicateFilter();

    /** Vectors by transaction id, where they are not to be computed. */
    private final @Nullable Map<String, FeatureVector> served;

    private long nextWalkMs = Long.MIN_VALUE;

    /**
     * @param resolver what is known of a transaction beside its fields and its account's profile
     * @param known every profile; each counts from the moment it was true
     */
    public Replay(TransactionResolver resolver, List<AccountProfile> known) {
        this(resolver, known, null);
    }

    private Replay(
            TransactionResolver resolver, List<AccountProfile> known, @Nullable Map<String, FeatureVector> served) {
        this.resolver = resolver;
        this.served = served;
        for (AccountProfile profile : known) {
            profiles.computeIfAbsent(profile.accountId(), id -> new TreeMap<>()).put(profile.asOfMs(), profile);
        }
        for (EntityType entityType : EntityType.values()) {
            keys.put(entityType, new KeyedStates(entityType));
        }
    }

    /** Remembers nothing, for the vectors are there: those that the job served. */
    static Replay ofServed(Map<String, FeatureVector> served) {
        return new Replay(transaction -> Facts.UNKNOWN, List.of(), served);
    }

    /**
     * The vector of a transaction; then the memories take it up, and its label. They use that only once it is known.
     *
     * @return null for an id that the account had within 120 days, which changes nothing
     */
    public @Nullable FeatureVector step(LabelledTransaction labelled) {
        Transaction transaction = labelled.transaction();
        if (served != null) {
            return served.get(transaction.id());
        }
        return duplicateFilter.add(transaction) ? step(resolver.identify(transaction), labelled.label()) : null;
    }

    private FeatureVector step(Transaction transaction, @Nullable Label label) {
        forgetSilent(transaction.eventTimeMs());
        EntityKeys touched = EntityKeys.of(transaction);
        Facts facts = facts(transaction);
        FeatureVector vector = FeatureVector.blank();
        for (KeyedStates keyedStates : keys.values()) {
            keyedStates.step(touched, transaction, facts, vector);
        }
        IncomingPayment incomingPayment = IncomingPayment.of(transaction);
        if (incomingPayment != null) {
            requireNonNull(keys.get(EntityType.ACCOUNT)).receive(incomingPayment);
        }
        if (label != null && Retention.teaches(label, touched)) {
            EntityKeys about = touched.with(vector);
            for (KeyedStates keyedStates : keys.values()) {
                keyedStates.applyLabel(about, label);
            }
        }
        return vector;
    }

    /** The vector that a transaction would have if nothing were remembered; changes nothing. */
    public FeatureVector withoutMemory(Transaction sent) {
        Transaction transaction = resolver.identify(sent);
        Facts facts = facts(transaction);
        FeatureVector vector = FeatureVector.blank();
        keys.values().forEach(keyedStates -> keyedStates.absent(transaction, facts, vector));
        return vector;
    }

    /** What was known of a transaction beside its own fields. */
    public Facts facts(Transaction transaction) {
        return resolver.resolve(transaction).with(profile(transaction));
    }

    /** The same with what its account has met most, where the transaction brings something new; before its step. */
    public Facts known(Transaction sent) {
        Transaction transaction = resolver.identify(sent);
        Facts facts = facts(transaction);
        return facts.with(
                facts.profile(), requireNonNull(keys.get(EntityType.ACCOUNT)).usual(transaction, facts));
    }

    /** How many accounts, devices, addresses, counterparties and merchants are remembered. */
    int remembered() {
        return keys.values().stream()
                .mapToInt(keyedStates -> keyedStates.known.size())
                .sum();
    }

    private @Nullable AccountProfile profile(Transaction transaction) {
        TreeMap<Long, AccountProfile> versions = profiles.get(transaction.accountId());
        Map.Entry<Long, AccountProfile> newest =
                versions == null ? null : versions.floorEntry(transaction.eventTimeMs());
        return newest == null ? null : newest.getValue();
    }

    /** Whoever comes a day late still finds what it would have found in time. */
    private void forgetSilent(long nowMs) {
        if (nowMs >= nextWalkMs) {
            keys.values().forEach(keyedStates -> keyedStates.forgetSilent(nowMs - Millis.DAY_MS));
            nextWalkMs = nowMs + WALK_MS;
        }
    }

    /** All that is remembered per one key, by its owner. */
    private static final class KeyedStates {

        private final EntityType entityType;
        private final List<FeatureSlice<?>> slices;
        private final Map<String, OwnerStates> known = new HashMap<>();

        KeyedStates(EntityType entityType) {
            this.entityType = entityType;
            this.slices = Layers.slices(entityType);
        }

        void step(EntityKeys touched, Transaction transaction, Facts facts, FeatureVector vector) {
            String name = entityType.of(touched);
            if (name == null) {
                absent(transaction, facts, vector);
            } else {
                owner(name, transaction.eventTimeMs()).step(transaction, facts, vector);
            }
        }

        UsualValues usual(Transaction transaction, Facts facts) {
            String name = entityType.of(EntityKeys.of(transaction));
            OwnerStates ownerStates = name == null ? null : known.get(name);
            return ownerStates == null || ownerStates.silentUntilMs <= transaction.eventTimeMs()
                    ? UsualValues.NONE
                    : ownerStates.usual(transaction, facts);
        }

        void receive(IncomingPayment incomingPayment) {
            owner(incomingPayment.accountId(), incomingPayment.atMs()).receive(incomingPayment);
        }

        private OwnerStates owner(String name, long atMs) {
            OwnerStates ownerStates = known.get(name);
            if (ownerStates == null || ownerStates.silentUntilMs <= atMs) {
                ownerStates = new OwnerStates(slices);
                known.put(name, ownerStates);
            }
            return ownerStates;
        }

        void absent(Transaction transaction, Facts facts, FeatureVector vector) {
            for (int i = 0; i < slices.size(); i++) {
                slices.get(i).absent(transaction, facts, vector);
            }
        }

        void applyLabel(EntityKeys about, Label label) {
            String name = entityType.of(about);
            OwnerStates ownerStates = name == null ? null : known.get(name);
            if (ownerStates != null) {
                ownerStates.applyLabel(about, label);
            }
        }

        void forgetSilent(long nowMs) {
            known.values().removeIf(ownerStates -> ownerStates.silentUntilMs <= nowMs);
        }
    }

    /** One account, device, address, counterparty or merchant: its memories, and until when they count. */
    private static final class OwnerStates {

        private final StateOfKey<?>[] memories;
        private long silentUntilMs = Long.MIN_VALUE;

        OwnerStates(List<FeatureSlice<?>> slices) {
            memories = slices.stream().map(StateOfKey::new).toArray(StateOfKey<?>[]::new);
        }

        UsualValues usual(Transaction transaction, Facts facts) {
            UsualValues usualValues = UsualValues.NONE;
            for (StateOfKey<?> memory : memories) {
                usualValues = memory.usual(transaction, facts, usualValues);
            }
            return usualValues;
        }

        void step(Transaction transaction, Facts facts, FeatureVector vector) {
            for (StateOfKey<?> memory : memories) {
                memory.step(transaction, facts, vector);
            }
            silentUntilMs = Math.max(silentUntilMs, Retention.silentUntilMs(transaction.eventTimeMs()));
        }

        void receive(IncomingPayment incomingPayment) {
            for (StateOfKey<?> memory : memories) {
                memory.receive(incomingPayment);
            }
            silentUntilMs = Math.max(silentUntilMs, Retention.receivedUntilMs(incomingPayment.atMs()));
        }

        void applyLabel(EntityKeys about, Label label) {
            for (StateOfKey<?> memory : memories) {
                memory.applyLabel(about, label);
            }
            silentUntilMs = Math.max(silentUntilMs, Retention.silentUntilMs(label.knownAtMs()));
        }
    }

    /** A memory between two transactions. */
    private static final class StateOfKey<S> {

        private final FeatureSlice<S> featureSlice;
        private S memory;

        StateOfKey(FeatureSlice<S> featureSlice) {
            this.featureSlice = featureSlice;
            this.memory = featureSlice.memory().initial();
        }

        UsualValues usual(Transaction transaction, Facts facts, UsualValues soFar) {
            return featureSlice.usual(memory, transaction, facts, soFar);
        }

        void step(Transaction transaction, Facts facts, FeatureVector vector) {
            memory = featureSlice.step(memory, transaction, facts, vector);
        }

        void receive(IncomingPayment incomingPayment) {
            memory = featureSlice.memory().receive(memory, incomingPayment);
        }

        void applyLabel(EntityKeys about, Label label) {
            memory = featureSlice.memory().applyLabel(memory, label, about);
        }
    }
}
