package io.nacre.feature.layer;

import io.nacre.feature.EntityType;
import io.nacre.feature.Feature;
import io.nacre.feature.FeatureGroup;
import io.nacre.feature.Layer;
import io.nacre.feature.Memory;
import io.nacre.secret.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The layers of the cascade, in the order of the network. A new layer needs one class and one line here. */
public final class Layers {

    public static final List<Layer> CASCADE = List.of(
            AmountLayer.layer(),
            IpLayer.layer(),
            GeoLayer.layer(),
            MerchantLayer.layer(),
            HistoryLayer.layer(),
            CounterpartyLayer.layer(),
            DeviceLayer.layer(),
            LifecycleLayer.layer(),
            CreditScoreLayer.layer(),
            SocialSignalsLayer.layer(),
            TimeLayer.layer());

    private static final List<String> NAMES = names();

    /** Index of the flag in the vector that the amount is high for the account. */
    public static final int HIGH = NAMES.indexOf("amount.high");

    private Layers() {}

    public static int width() {
        return NAMES.size();
    }

    /** Index of the first feature of the k-th layer; k counts from 0. */
    public static int offset(int layer) {
        return CASCADE.subList(0, layer).stream().mapToInt(Layer::width).sum();
    }

    /**
     * Names of all numbers of the vector, in order: {@code layer.feature}, and {@code layer.feature?} for its
     * indicator.
     */
    public static List<String> featureNames() {
        return NAMES;
    }

    /** The feature groups of one key type, in catalogue order. */
    public static List<FeatureGroup<?>> featureGroups(EntityType entityType) {
        List<FeatureGroup<?>> groups = new ArrayList<>();
        int offset = 0;
        for (Layer layer : CASCADE) {
            for (Memory<?> memory : layer.memories()) {
                if (memory.key() == entityType) {
                    groups.add(new FeatureGroup<>(layer.name(), memory, offset));
                }
                offset += Layer.width(memory);
            }
        }
        return List.copyOf(groups);
    }

    /** SHA-256 of the names in order. A bundle with other features is rejected. */
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
