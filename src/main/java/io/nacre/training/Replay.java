package io.nacre.training;

import io.nacre.feature.Facts;
import io.nacre.feature.FeatureVector;
import io.nacre.feature.Key;
import io.nacre.feature.Keys;
import io.nacre.feature.Layers;
import io.nacre.feature.Retention;
import io.nacre.feature.Slice;
import io.nacre.payment.AccountProfile;
import io.nacre.payment.Label;
import io.nacre.payment.LabelledTransaction;
import io.nacre.payment.Transaction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The job without a stream: history in order of event time becomes the vectors that the job would have served, by the
 * same {@link Slice}s.
 */
public final class Replay {

    private final Function<Transaction, Facts> resolver;
    private final Map<String, TreeMap<Long, AccountProfile>> profiles = new HashMap<>();
    private final List<Owners> keys = new ArrayList<>();
    private final Set<String> seen = new HashSet<>();

    /**
     * @param resolver what is known of a transaction beside its fields and its account's profile
     * @param known every profile; each counts from the moment it was true
     */
    public Replay(Function<Transaction, Facts> resolver, List<AccountProfile> known) {
        this.resolver = resolver;
        for (AccountProfile profile : known) {
            profiles.computeIfAbsent(profile.accountId(), id -> new TreeMap<>()).put(profile.asOfMs(), profile);
        }
        for (Key key : Key.values()) {
            keys.add(new Owners(key));
        }
    }

    /**
     * The vector of a transaction; then the memories take it up, and its label. They use that only once it is known.
     *
     * @return null for an id seen before, which changes nothing
     */
    public @Nullable FeatureVector step(LabelledTransaction labelled) {
        Transaction transaction = labelled.transaction();
        if (!seen.add(transaction.id())) {
            return null;
        }
        Keys touched = Keys.of(transaction);
        Facts facts = facts(transaction);
        FeatureVector vector = FeatureVector.blank();
        for (Owners owners : keys) {
            owners.step(touched, transaction, facts, vector);
        }
        Label label = labelled.label();
        if (label != null && Retention.teaches(label, touched)) {
            Keys about = touched.with(vector);
            for (Owners owners : keys) {
                owners.learn(about, label);
            }
        }
        return vector;
    }

    /** What was known of a transaction beside its own fields. */
    Facts facts(Transaction transaction) {
        return resolver.apply(transaction).with(profile(transaction));
    }

    private @Nullable AccountProfile profile(Transaction transaction) {
        TreeMap<Long, AccountProfile> versions = profiles.get(transaction.accountId());
        Map.Entry<Long, AccountProfile> newest = versions == null ? null : versions.floorEntry(transaction.atMs());
        return newest == null ? null : newest.getValue();
    }

    /** All that is remembered per one key, by its owner; forgotten when the job would. */
    private static final class Owners {

        private final Key key;
        private final List<Store<?>> stores = new ArrayList<>();
        private final Map<String, Long> silentUntilMs = new HashMap<>();

        Owners(Key key) {
            this.key = key;
            for (Slice<?> slice : Layers.slices(key)) {
                stores.add(new Store<>(slice));
            }
        }

        void step(Keys touched, Transaction transaction, Facts facts, FeatureVector vector) {
            String owner = key.of(touched);
            if (owner != null && silentUntilMs.getOrDefault(owner, Long.MAX_VALUE) <= transaction.atMs()) {
                stores.forEach(store -> store.memories.remove(owner));
            }
            for (Store<?> store : stores) {
                store.step(owner, transaction, facts, vector);
            }
            if (owner != null) {
                silentUntilMs.merge(owner, Retention.silentUntilMs(transaction.atMs()), Math::max);
            }
        }

        void learn(Keys about, Label label) {
            String owner = key.of(about);
            if (owner != null) {
                stores.forEach(store -> store.learn(owner, label, about));
                silentUntilMs.merge(owner, Retention.silentUntilMs(label.knownAtMs()), Math::max);
            }
        }
    }

    /** The memories of one slice, by owner. */
    private static final class Store<S> {

        private final Slice<S> slice;
        private final Map<String, S> memories = new HashMap<>();

        Store(Slice<S> slice) {
            this.slice = slice;
        }

        void step(@Nullable String owner, Transaction transaction, Facts facts, FeatureVector vector) {
            if (owner == null) {
                slice.absent(transaction, facts, vector);
            } else {
                memories.put(owner, slice.step(before(owner), transaction, facts, vector));
            }
        }

        void learn(String owner, Label label, Keys about) {
            memories.put(owner, slice.memory().learn(before(owner), label, about));
        }

        private S before(String owner) {
            S known = memories.get(owner);
            return known == null ? slice.memory().initial() : known;
        }
    }
}
