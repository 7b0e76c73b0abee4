package io.nacre.model;

import java.util.List;

/** The network: each layer reads the hidden units of the layer before and its own features, and adds to the logit. */
public record Cascade(List<CascadeLayer> stages) {

    public Cascade {
        stages = List.copyOf(stages);
        int previous = 0;
        for (CascadeLayer cascadeLayer : stages) {
            if (cascadeLayer.previous() != previous) {
                throw new IllegalArgumentException(
                        "a layer expects " + cascadeLayer.previous() + " hidden units and gets " + previous);
            }
            previous = cascadeLayer.hidden();
        }
    }

    /** The same hidden units with their logit contribution multiplied by a factor. */
    public Cascade scaled(float factor) {
        return new Cascade(
                stages.stream().map(cascadeLayer -> cascadeLayer.scaled(factor)).toList());
    }

    /** Length of the vector. */
    public int width() {
        return stages.stream().mapToInt(CascadeLayer::width).sum();
    }

    /** The number of features of each layer. */
    public int[] widths() {
        return stages.stream().mapToInt(CascadeLayer::width).toArray();
    }

    /** The hidden width of each layer. */
    public int[] hidden() {
        return stages.stream().mapToInt(CascadeLayer::hidden).toArray();
    }
}
