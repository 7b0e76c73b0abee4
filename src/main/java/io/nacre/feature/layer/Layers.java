package io.nacre.feature.layer;

import io.nacre.feature.EntityType;
import io.nacre.feature.Feature;
import io.nacre.feature.FeatureSlice;
import io.nacre.feature.Layer;
import io.nacre.feature.Memory;
import io.nacre.secret.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The cascade, in the order the network consumes it. A new layer is one class and one line here. */
public final class Layers {

    public static final List<Layer> CASCADE = List.of(
            AmountLayer.layer(),
            IpLayer.layer(),
            GeoLayer.layer(),
            MerchantLayer.layer(),
            HistoryLayer.layer(),
            CounterpartyLayer.layer(),
            DeviceLayer.layer(),
            CreditLayer.layer(),
            SocialLayer.layer(),
            TimeLayer.layer());

    private static final List<String> NAMES = names();

    /** Where the vector says whether the amount is high for the account. */
    public static final int HIGH = NAMES.indexOf("amount.high");

    private Layers() {}

    public static int width() {
        return NAMES.size();
    }

    /** Where the k-th layer's slice of the vector begins; k counts from 0. */
    public static int offset(int layer) {
        return CASCADE.subList(0, layer).stream().mapToInt(Layer::width).sum();
    }

    /**
     * Names of all numbers of the vector, in order: {@code layer.feature}, and {@code layer.feature?} for "is known".
     */
    public static List<String> featureNames() {
        return NAMES;
    }

    /** The memories of one key, each with its place in the vector, in catalogue order. */
    public static List<FeatureSlice<?>> slices(EntityType entityType) {
        List<FeatureSlice<?>> slices = new ArrayList<>();
        int offset = 0;
        for (Layer layer : CASCADE) {
            for (Memory<?> memory : layer.memories()) {
                if (memory.key() == entityType) {
                    slices.add(new FeatureSlice<>(layer.name(), memory, offset));
                }
                offset += Layer.width(memory);
            }
        }
        return List.copyOf(slices);
    }

    /** SHA-256 of the names in order: a bundle trained on other features does not fit. */
    public static String fingerprint() {
        return Sha256.hex(String.join("\n", NAMES).getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> names() {
        List<String> names = new ArrayList<>();
        for (Layer layer : CASCADE) {
            for (Memory<?> memory : layer.memories()) {
                for (Feature<?> feature : memory.features()) {
                    String name = layer.name() + "." + feature.name();
                    names.add(name);
                    if (feature.optional()) {
                        names.add(name + "?");
                    }
                }
            }
        }
        return List.copyOf(names);
    }
}
