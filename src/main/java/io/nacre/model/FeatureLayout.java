package io.nacre.model;

import static java.util.Objects.requireNonNull;

import io.nacre.feature.Layer;
import io.nacre.feature.layer.Layers;
import io.nacre.secret.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** The layers of a cascade in order, each with its feature names. */
public record FeatureLayout(List<Group> layers) {

    static final int MAX_LAYERS = 64;
    static final int MAX_FEATURES = 4096;

    /** The features of one layer, named as in {@link Layers#featureNames()}. */
    public record Group(String name, List<String> features) {
        public Group {
            requireNonNull(name, "name is null");
            features = List.copyOf(features);
        }

        int width() {
            return features.size();
        }
    }

    public FeatureLayout {
        layers = List.copyOf(layers);
        List<String> names = names(layers);
        if (layers.size() > MAX_LAYERS || names.size() > MAX_FEATURES) {
            throw new IllegalArgumentException("more than " + MAX_LAYERS + " layers or " + MAX_FEATURES + " features");
        }
        if (new HashSet<>(names).size() < names.size()) {
            throw new IllegalArgumentException("two features have the same name");
        }
    }

    /** The layout of this version. */
    public static FeatureLayout catalogue() {
        List<String> names = Layers.featureNames();
        List<Group> groups = new ArrayList<>();
        int from = 0;
        for (Layer layer : Layers.CASCADE) {
            int to = from + layer.width();
            groups.add(new Group(layer.name(), names.subList(from, to)));
            from = to;
        }
        return new FeatureLayout(groups);
    }

    /** All names, in vector order. */
    public List<String> features() {
        return names(layers);
    }

    /** Length of the vector. */
    public int width() {
        return layers.stream().mapToInt(Group::width).sum();
    }

    /** The number of features of each layer. */
    public int[] widths() {
        return layers.stream().mapToInt(Group::width).toArray();
    }

    /** Index of a layer's first feature; layers count from 0. */
    public int offset(int layer) {
        return layers.subList(0, layer).stream().mapToInt(Group::width).sum();
    }

    /** Indexes of the features of some layers. */
    public int[] indices(Set<String> layerNames) {
        return IntStream.range(0, layers.size())
                .filter(layer -> layerNames.contains(layers.get(layer).name()))
                .flatMap(layer -> IntStream.range(
                        offset(layer), offset(layer) + layers.get(layer).width()))
                .toArray();
    }

    /** Indexes of the indicators of a layer's optional features. Each indicator follows its value. */
    public int[] indicators(int layer) {
        int offset = offset(layer);
        List<String> names = layers.get(layer).features();
        return IntStream.range(1, names.size())
                .filter(i -> names.get(i).equals(names.get(i - 1) + "?"))
                .map(i -> offset + i)
                .toArray();
    }

    /** For every feature whether the next one is its indicator. */
    public boolean[] optional() {
        List<String> names = features();
        boolean[] optional = new boolean[names.size()];
        for (int i = 0; i + 1 < optional.length; i++) {
            optional[i] = names.get(i + 1).equals(names.get(i) + "?");
        }
        return optional;
    }

    /** SHA-256 of the names in order; for this version's layout equal to {@link Layers#fingerprint()}. */
    public String fingerprint() {
        return Sha256.hex(String.join("\n", features()).getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> names(List<Group> layers) {
        return layers.stream().flatMap(group -> group.features().stream()).toList();
    }
}
