package io.nacre.training.history;

import static java.util.Objects.requireNonNull;

import io.nacre.feature.EntityKeys;
import io.nacre.feature.EntityType;
import io.nacre.feature.Facts;
import io.nacre.feature.FeatureGroup;
import io.nacre.feature.FeatureVector;
import io.nacre.feature.Retention;
import io.nacre.feature.ScheduledLifecycleEffects;
import io.nacre.feature.TransactionLifecycle;
import io.nacre.feature.TransactionResolver;
import io.nacre.feature.UsualValues;
import io.nacre.feature.layer.Layers;
import io.nacre.payment.AccountProfile;
import io.nacre.payment.IncomingPayment;
import io.nacre.payment.Label;
import io.nacre.payment.LabelledTransaction;
import io.nacre.payment.LifecycleEffect;
import io.nacre.payment.LifecycleEvent;
import io.nacre.payment.Millis;
import io.nacre.payment.Transaction;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Computes the vectors that the job would have served, from history in event-time order and with the same
 * {@link FeatureGroup}s. A transaction may be up to one day late.
 *
 * <p>State expires as in the job, so memory does not grow with the number of rows. It depends on the accounts, devices,
 * IP addresses and merchants of the last five months. It also depends on the transactions of the last 120 days (see
 * {@link DuplicateFilter}).
 */
public final class Replay {
    /** The interval between searches for expired keys. There may be millions of keys, so it is longer than a day. */
    private static final long WALK_MS = 28 * Millis.DAY_MS;

    private final TransactionResolver resolver;
    private final Map<String, TreeMap<Long, AccountProfile>> profiles = new HashMap<>();
    private final Map<EntityType, KeyedStates> keys = new EnumMap<>(EntityType.class);
    private final DuplicateFilter duplicateFilter = new DuplicateFilter();

    /** Served vectors by transaction id, if they are not computed. */
    private final @Nullable Map<String, FeatureVector> served;

    private long nextWalkMs = Long.MIN_VALUE;

    /**
     * @param resolver adds the account profile and IP facts to a transaction
     * @param accountProfiles all profiles; each counts from its own time
     */
    public Replay(TransactionResolver resolver, List<AccountProfile> accountProfiles) {
        this(resolver, accountProfiles, null);
    }

    private Replay(
            TransactionResolver resolver,
            List<AccountProfile> accountProfiles,
            @Nullable Map<String, FeatureVector> served) {
        this.resolver = resolver;
        this.served = served;
        for (AccountProfile profile : accountProfiles) {
            profiles.computeIfAbsent(profile.accountId(), id -> new TreeMap<>()).put(profile.asOfMs(), profile);
        }
        for (EntityType entityType : EntityType.values()) {
            keys.put(entityType, new KeyedStates(entityType));
        }
    }

    /** A replay of vectors that the job served, without state. */
    static Replay ofServed(Map<String, FeatureVector> served) {
        return new Replay(transaction -> Facts.UNKNOWN, List.of(), served);
    }

    /**
     * Returns the vector of a transaction, then updates the state with the transaction and its label. The state uses
     * the label only once it is known.
     *
     * @return null for a duplicate within 120 days, which changes nothing
     */
    public @Nullable FeatureVector step(LabelledTransaction labelled) {
        Transaction transaction = labelled.transaction();
        if (served != null) {
            return served.get(transaction.id());
        }
        if (!duplicateFilter.add(transaction)) {
            return null;
        }
        Transaction identified = resolver.identify(transaction);
        FeatureVector vector = step(identified, labelled.label());
        if (!labelled.lifecycle().isEmpty()) {
            schedule(labelled.lifecycle(), identified, EntityKeys.of(identified).with(vector));
        }
        return vector;
    }

    /** Schedules the effects of a transaction's lifecycle events for the states of its keys. */
    private void schedule(List<LifecycleEvent> events, Transaction transaction, EntityKeys about) {
        TransactionLifecycle lifecycle = TransactionLifecycle.NONE;
        for (LifecycleEvent event : events) {
            lifecycle = lifecycle.plus(event);
        }
        for (LifecycleEffect effect :
                lifecycle.within(about.atMs()).effects(about.atMs(), transaction.amount(), transaction.cardToken())) {
            for (KeyedStates keyedStates : keys.values()) {
                keyedStates.schedule(about, effect);
            }
        }
    }

    private FeatureVector step(Transaction transaction, @Nullable Label label) {
        removeExpired(transaction.eventTimeMs());
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
        if (label != null && Retention.isWithinDisputePeriod(label, touched)) {
            EntityKeys about = touched.with(vector);
            for (KeyedStates keyedStates : keys.values()) {
                keyedStates.applyLabel(about, label);
            }
        }
        return vector;
    }

    /** The vector of a transaction without any state; changes nothing. */
    public FeatureVector withoutMemory(Transaction sent) {
        Transaction transaction = resolver.identify(sent);
        Facts facts = facts(transaction);
        FeatureVector vector = FeatureVector.blank();
        keys.values().forEach(keyedStates -> keyedStates.absent(transaction, facts, vector));
        return vector;
    }

    /** The account profile and IP facts of a transaction. */
    public Facts facts(Transaction transaction) {
        return resolver.resolve(transaction).with(profile(transaction));
    }

    /** The same with the account's most frequent values, if the transaction has a new one; call it before the step. */
    public Facts factsWithUsualValues(Transaction sent) {
        Transaction transaction = resolver.identify(sent);
        Facts facts = facts(transaction);
        return facts.with(
                facts.profile(), requireNonNull(keys.get(EntityType.ACCOUNT)).usual(transaction, facts));
    }

    /** The number of accounts, devices, IP addresses, counterparties and merchants with state. */
    int size() {
        return keys.values().stream()
                .mapToInt(keyedStates -> keyedStates.states.size())
                .sum();
    }

    private @Nullable AccountProfile profile(Transaction transaction) {
        TreeMap<Long, AccountProfile> versions = profiles.get(transaction.accountId());
        Map.Entry<Long, AccountProfile> newest =
                versions == null ? null : versions.floorEntry(transaction.eventTimeMs());
        return newest == null ? null : newest.getValue();
    }

    /** Removes expired state. A transaction that is one day late still finds the state it needs. */
    private void removeExpired(long nowMs) {
        if (nowMs >= nextWalkMs) {
            keys.values().forEach(keyedStates -> keyedStates.removeExpired(nowMs - Millis.DAY_MS));
            nextWalkMs = nowMs + WALK_MS;
        }
    }

    /** The state of one kind of key, by key. */
    private static final class KeyedStates {

        private final EntityType entityType;
        private final List<FeatureGroup<?>> groups;
        private final Map<String, OwnerStates> states = new HashMap<>();

        KeyedStates(EntityType entityType) {
            this.entityType = entityType;
            this.groups = Layers.featureGroups(entityType);
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
            OwnerStates ownerStates = name == null ? null : states.get(name);
            return ownerStates == null || ownerStates.expiresAtMs <= transaction.eventTimeMs()
                    ? UsualValues.NONE
                    : ownerStates.usual(transaction, facts);
        }

        void receive(IncomingPayment incomingPayment) {
            owner(incomingPayment.accountId(), incomingPayment.atMs()).receive(incomingPayment);
        }

        private OwnerStates owner(String name, long atMs) {
            OwnerStates ownerStates = states.get(name);
            if (ownerStates == null || ownerStates.expiresAtMs <= atMs) {
                ownerStates = new OwnerStates(groups);
                states.put(name, ownerStates);
            }
            return ownerStates;
        }

        void absent(Transaction transaction, Facts facts, FeatureVector vector) {
            for (int i = 0; i < groups.size(); i++) {
                groups.get(i).absent(transaction, facts, vector);
            }
        }

        void applyLabel(EntityKeys about, Label label) {
            String name = entityType.of(about);
            OwnerStates ownerStates = name == null ? null : states.get(name);
            if (ownerStates != null) {
                ownerStates.applyLabel(about, label);
            }
        }

        void schedule(EntityKeys about, LifecycleEffect effect) {
            String name = entityType.of(about);
            if (name != null) {
                owner(name, about.atMs()).schedule(effect);
            }
        }

        void removeExpired(long nowMs) {
            states.values().removeIf(ownerStates -> ownerStates.expiresAtMs <= nowMs);
        }
    }

    /** The state of one account, device, IP address, counterparty or merchant, and its expiry time. */
    private static final class OwnerStates {

        private final StateOfKey<?>[] memories;
        private final ScheduledLifecycleEffects scheduledEffects = new ScheduledLifecycleEffects();
        private long expiresAtMs = Long.MIN_VALUE;

        OwnerStates(List<FeatureGroup<?>> groups) {
            memories = groups.stream().map(StateOfKey::new).toArray(StateOfKey<?>[]::new);
        }

        UsualValues usual(Transaction transaction, Facts facts) {
            UsualValues usualValues = UsualValues.NONE;
            for (StateOfKey<?> memory : memories) {
                usualValues = memory.usual(transaction, facts, usualValues);
            }
            return usualValues;
        }

        void step(Transaction transaction, Facts facts, FeatureVector vector) {
            scheduledEffects.applyUntil(transaction.eventTimeMs(), this::applyLifecycle);
            for (StateOfKey<?> memory : memories) {
                memory.step(transaction, facts, vector);
            }
            expiresAtMs = Math.max(expiresAtMs, Retention.expiryMs(transaction.eventTimeMs()));
        }

        void receive(IncomingPayment incomingPayment) {
            for (StateOfKey<?> memory : memories) {
                memory.receive(incomingPayment);
            }
            expiresAtMs = Math.max(expiresAtMs, Retention.receivedUntilMs(incomingPayment.atMs()));
        }

        void applyLabel(EntityKeys about, Label label) {
            for (StateOfKey<?> memory : memories) {
                memory.applyLabel(about, label);
            }
            expiresAtMs = Math.max(expiresAtMs, Retention.expiryMs(label.knownAtMs()));
        }

        void schedule(LifecycleEffect effect) {
            scheduledEffects.add(effect, this::applyLifecycle);
            expiresAtMs = Math.max(expiresAtMs, Retention.expiryMs(effect.occurredAtMs()));
        }

        private void applyLifecycle(LifecycleEffect effect) {
            for (StateOfKey<?> memory : memories) {
                memory.applyLifecycle(effect);
            }
        }
    }

    /** The state of one memory. */
    private static final class StateOfKey<S> {

        private final FeatureGroup<S> featureGroup;
        private S memory;

        StateOfKey(FeatureGroup<S> featureGroup) {
            this.featureGroup = featureGroup;
            this.memory = featureGroup.memory().initial();
        }

        UsualValues usual(Transaction transaction, Facts facts, UsualValues soFar) {
            return featureGroup.usual(memory, transaction, facts, soFar);
        }

        void step(Transaction transaction, Facts facts, FeatureVector vector) {
            memory = featureGroup.step(memory, transaction, facts, vector);
        }

        void receive(IncomingPayment incomingPayment) {
            memory = featureGroup.memory().receive(memory, incomingPayment);
        }

        void applyLabel(EntityKeys about, Label label) {
            memory = featureGroup.memory().applyLabel(memory, label, about);
        }

        void applyLifecycle(LifecycleEffect effect) {
            memory = featureGroup.memory().applyLifecycle(memory, effect);
        }
    }
}
