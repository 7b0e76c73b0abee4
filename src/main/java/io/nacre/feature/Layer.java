package io.nacre.feature;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;
import java.util.List;

/**
 * One step of the cascade: the group of raw inputs it adds, and the memories they are read from.
 *
 * @param name stable for ever: features, state and the network's stage are named after it
 * @param description one line of plain English
 */
@SuppressWarnings("ImmutableMemberCollection") // Serializable, which the immutable collections' types do not promise.
public record Layer(String name, String description, List<Memory<?>> memories) implements Serializable {

    public Layer {
        requireNonNull(name, "name is null");
        requireNonNull(description, "description is null");
        memories = List.copyOf(memories);
    }

    public static Layer of(String name, String sees, Memory<?>... memories) {
        return new Layer(name, sees, List.of(memories));
    }

    /** How many numbers of the vector are this layer's. */
    public int width() {
        return memories.stream().mapToInt(Layer::width).sum();
    }

    public static int width(Memory<?> memory) {
        return memory.features().stream().mapToInt(Feature::width).sum();
    }
}
