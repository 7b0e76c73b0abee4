package io.nacre.stream.state;

import io.nacre.feature.EntityType;
import io.nacre.feature.FeatureGroup;
import io.nacre.feature.Retention;
import io.nacre.feature.layer.Layers;
import io.nacre.payment.AccountProfile;
import java.util.List;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.TimerService;
import org.jspecify.annotations.Nullable;

/** Loads and stores the {@link KeyState} of one key type, and removes it after a long time without activity. */
public final class KeyedStateStore {

    private final List<FeatureGroup<?>> groups;
    private final HotStateCache hotStateCache;

    private KeyedStateStore(List<FeatureGroup<?>> groups, HotStateCache hotStateCache) {
        this.groups = groups;
        this.hotStateCache = hotStateCache;
    }

    public static KeyedStateStore of(EntityType entityType, RuntimeContext runtime) {
        return new KeyedStateStore(
                Layers.featureGroups(entityType),
                new HotStateCache(
                        runtime.getState(new ValueStateDescriptor<>("memory", new KeyStateSerializer(entityType)))));
    }

    /**
     * The key's state at this event time. Change it and store it before the next key. An expired state is replaced here
     * as well, whether or not its timer has fired.
     */
    public KeyState load(String key, long atMs) throws Exception {
        KeyState stored = load(key);
        return stored.isOverAt(atMs) ? profileOnly(stored) : stored;
    }

    /** The key's state, expired or not. */
    public KeyState load(String key) throws Exception {
        KeyState stored = find(key);
        return stored == null ? new KeyState(groups) : stored;
    }

    /** The key's state, expired or not; null if there is none. */
    public @Nullable KeyState find(String key) throws Exception {
        return hotStateCache.read(key);
    }

    /** Stores the state without changing when it expires. */
    public void write(String key, KeyState state) throws Exception {
        hotStateCache.write(key, state);
    }

    /** Stores the state, to expire when an event at this time no longer counts. */
    public void store(String key, KeyState state, long atMs, TimerService timers) throws Exception {
        storeUntil(key, state, Retention.expiryMs(atMs), timers);
    }

    /** Stores the state, to expire on this day or later. */
    public void storeUntil(String key, KeyState state, long dayMs, TimerService timers) throws Exception {
        extendExpiry(dayMs, state, timers);
        hotStateCache.write(key, state);
    }

    /** Stores the profile unless the stored one is newer. */
    public void updateProfile(String key, AccountProfile newer) throws Exception {
        KeyState state = load(key);
        AccountProfile stored = state.profile();
        if (stored == null || stored.asOfMs() <= newer.asOfMs()) {
            state.updateProfile(newer);
            hotStateCache.write(key, state);
        }
    }

    /**
     * Removes the key's state if it has expired; else sets the timer for its current expiry. The profile stays, because
     * the platform sends it once, not with every transaction.
     */
    public void onTimer(String key, long timerMs, TimerService timers) throws Exception {
        KeyState state = hotStateCache.read(key);
        if (state == null) {
            return;
        }
        if (!state.isOverAt(timerMs)) {
            if (state.timerMs() == timerMs) {
                scheduleExpiryTimer(state, timers);
                hotStateCache.write(key, state);
            }
        } else if (state.profile() == null) {
            hotStateCache.clear(key);
        } else {
            hotStateCache.write(key, profileOnly(state));
        }
    }

    /** Removes the key's state immediately, and its profile unless that is newer than the erasure. */
    public void erase(String key, long erasedAtMs, TimerService timers) throws Exception {
        KeyState stored = hotStateCache.read(key);
        AccountProfile profile = stored == null ? null : stored.profile();
        hotStateCache.clear(key);
        TransactionExpiry.cancel(erasedAtMs, timers);
        if (profile != null && profile.asOfMs() > erasedAtMs) {
            updateProfile(key, profile);
        }
    }

    /** Removes only the profile, unless it is newer than the erasure. */
    public void eraseProfile(String key, long erasedAtMs) throws Exception {
        KeyState stored = hotStateCache.read(key);
        AccountProfile profile = stored == null ? null : stored.profile();
        if (stored != null && profile != null && profile.asOfMs() <= erasedAtMs) {
            stored.updateProfile(null);
            hotStateCache.write(key, stored);
        }
    }

    private KeyState profileOnly(KeyState state) {
        KeyState profileOnly = new KeyState(groups);
        profileOnly.updateProfile(state.profile());
        return profileOnly;
    }

    /** Sets one timer per key, not one per day. When it fires, it checks whether the expiry has moved. */
    private static void extendExpiry(long dayMs, KeyState state, TimerService timers) {
        boolean first = state.expiresAtMs() == KeyState.NEVER;
        if (first || state.expiresAtMs() < dayMs) {
            state.withExpiry(dayMs);
        }
        if (first) {
            scheduleExpiryTimer(state, timers);
        }
    }

    private static void scheduleExpiryTimer(KeyState state, TimerService timers) {
        state.setTimer(state.expiresAtMs());
        timers.registerEventTimeTimer(state.expiresAtMs());
    }
}
