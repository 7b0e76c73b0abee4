package io.nacre.training;

import io.nacre.feature.Facts;
import io.nacre.feature.FeatureVector;
import io.nacre.feature.Key;
import io.nacre.feature.Keys;
import io.nacre.feature.Layers;
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
    private final List<Store<?>> stores = new ArrayList<>();
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
            for (Slice<?> slice : Layers.slices(key)) {
                stores.add(new Store<>(key, slice));
            }
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
        Keys keys = Keys.of(transaction);
        Facts facts = resolver.apply(transaction).with(profile(transaction));
        FeatureVector vector = FeatureVector.blank();
        for (Store<?> store : stores) {
            store.step(keys, transaction, facts, vector);
        }
        Label label = labelled.label();
        if (label != null) {
            for (Store<?> store : stores) {
                store.learn(keys, label);
            }
        }
        return vector;
    }

    private @Nullable AccountProfile profile(Transaction transaction) {
        TreeMap<Long, AccountProfile> versions = profiles.get(transaction.accountId());
        Map.Entry<Long, AccountProfile> newest = versions == null ? null : versions.floorEntry(transaction.atMs());
        return newest == null ? null : newest.getValue();
    }

    /** The memories of one slice. */
    private static final class Store<S> {

        private final Key key;
        private final Slice<S> slice;
        private final Map<String, S> memories = new HashMap<>();

        Store(Key key, Slice<S> slice) {
            this.key = key;
            this.slice = slice;
        }

        void step(Keys keys, Transaction transaction, Facts facts, FeatureVector vector) {
            String owner = key.of(keys);
            S before = owner == null ? null : memories.get(owner);
            S after = slice.step(before == null ? slice.memory().initial() : before, transaction, facts, vector);
            if (owner != null) {
                memories.put(owner, after);
            }
        }

        void learn(Keys keys, Label label) {
            String owner = key.of(keys);
            S before = owner == null ? null : memories.get(owner);
            if (owner != null && before != null) {
                memories.put(owner, slice.memory().learn(before, label));
            }
        }
    }
}
