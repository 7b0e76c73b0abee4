package io.nacre.feature;

import io.nacre.payment.LifecycleEffect;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The effects of lifecycle events that a key has not applied yet, in the order of time. The key applies an effect
 * before its next transaction of the same or a later time. So features do not depend on how early an event was read.
 *
 * <p>Effects usually wait for one transaction. Many wait only while history is read, where events may be read long
 * before the transactions of their time. The number is bounded: the earliest is then applied too early.
 */
public final class ScheduledLifecycleEffects {

    /** Maximum number of effects of one key. */
    public static final int MAX_EFFECTS = 4096;

    private final List<LifecycleEffect> effects;

    /** Nothing is scheduled. */
    public ScheduledLifecycleEffects() {
        this(List.of());
    }

    /** @param effects in the order of time */
    public ScheduledLifecycleEffects(List<LifecycleEffect> effects) {
        this.effects = new ArrayList<>(effects);
    }

    public boolean isEmpty() {
        return effects.isEmpty();
    }

    /** The effects in the order of time. */
    public List<LifecycleEffect> effects() {
        return List.copyOf(effects);
    }

    /** Adds an effect. Effects of the same time keep the order in which they were added. */
    public void add(LifecycleEffect effect, Consumer<LifecycleEffect> apply) {
        int at = effects.size();
        while (at > 0 && effects.get(at - 1).occurredAtMs() > effect.occurredAtMs()) {
            at--;
        }
        effects.add(at, effect);
        if (effects.size() > MAX_EFFECTS) {
            apply.accept(effects.remove(0));
        }
    }

    /** Removes the effects of this time and earlier, and applies each. */
    public void applyUntil(long atMs, Consumer<LifecycleEffect> apply) {
        int due = 0;
        while (due < effects.size() && effects.get(due).occurredAtMs() <= atMs) {
            apply.accept(effects.get(due));
            due++;
        }
        if (due > 0) {
            effects.subList(0, due).clear();
        }
    }
}
