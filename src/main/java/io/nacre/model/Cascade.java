package io.nacre.model;

import java.util.List;

/** The network: each layer takes the finding of the one before plus its own features, and adds to the logit. */
public record Cascade(List<CascadeLayer> stages) {

    public Cascade {
        stages = List.copyOf(stages);
        int previous = 0;
        for (CascadeLayer cascadeLayer : stages) {
            if (cascadeLayer.previous() != previous) {
                throw new IllegalArgumentException(
                        "a layer expects " + cascadeLayer.previous() + " findings and gets " + previous);
            }
            previous = cascadeLayer.hidden();
        }
    }

    /** The same findings, with what they add to the logit counting less or more. */
    public Cascade scaled(float factor) {
        return new Cascade(
                stages.stream().map(cascadeLayer -> cascadeLayer.scaled(factor)).toList());
    }

    /** Length of the vector it reads. */
    public int width() {
        return stages.stream().mapToInt(CascadeLayer::width).sum();
    }

    /** How many features each layer adds. */
    public int[] widths() {
        return stages.stream().mapToInt(CascadeLayer::width).toArray();
    }

    /** The hidden width of each layer. */
    public int[] hidden() {
        return stages.stream().mapToInt(CascadeLayer::hidden).toArray();
    }
}
