package io.nacre.feature;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;
import java.util.List;

/**
 * One step of the cascade: a group of raw inputs, and the states from which its features are computed.
 *
 * @param name stable, because features, state and the stage of the network are named after it
 * @param description one line of plain English
 */
@SuppressWarnings("ImmutableMemberCollection") // Serializable, unlike the types of immutable collections.
public record Layer(String name, String description, List<Memory<?>> memories) implements Serializable {

    public Layer {
        requireNonNull(name, "name is null");
        requireNonNull(description, "description is null");
        memories = List.copyOf(memories);
    }

    public static Layer of(String name, String sees, Memory<?>... memories) {
        return new Layer(name, sees, List.of(memories));
    }

    /** The number of values in the vector. */
    public int width() {
        return memories.stream().mapToInt(Layer::width).sum();
    }

    public static int width(Memory<?> memory) {
        return memory.features().stream().mapToInt(Feature::width).sum();
    }
}
