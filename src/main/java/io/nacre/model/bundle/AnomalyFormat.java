package io.nacre.model.bundle;

import io.nacre.model.FloatArrayCodec;
import io.nacre.model.anomaly.AnomalyModel;
import io.nacre.model.anomaly.AnomalyPercentile;
import io.nacre.model.anomaly.Autoencoder;
import io.nacre.model.anomaly.RobustErrorScaler;
import io.nacre.model.kernel.Normalisation;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The file format of the anomaly model: means, scales, weights, medians, spreads, levels, in this order. */
final class AnomalyFormat {

    static final String FILE = "anomaly.f32";

    private AnomalyFormat() {}

    static Manifest.@Nullable AnomalyEntry entry(@Nullable AnomalyModel model) {
        return model == null
                ? null
                : new Manifest.AnomalyEntry(
                        model.autoencoder().hidden(),
                        model.autoencoder().code(),
                        model.rarity().levels().length);
    }

    static byte[] encode(AnomalyModel model) {
        return FloatArrayCodec.encode(
                model.normalisation().means(),
                model.normalisation().scales(),
                model.autoencoder().packed(),
                model.scale().middles(),
                model.scale().spreadsAbove(),
                model.scale().spreadsBelow(),
                model.rarity().levels());
    }

    /** The number of values in the file. */
    static int length(int width, Manifest.AnomalyEntry entry) {
        return 5 * width + Autoencoder.length(width, entry.hidden(), entry.code()) + entry.levels();
    }

    static AnomalyModel decode(int width, Manifest.AnomalyEntry entry, float[] numbers) {
        int[] at = {0};
        return new AnomalyModel(
                new Normalisation(next(numbers, at, width), next(numbers, at, width)),
                new Autoencoder(
                        width,
                        entry.hidden(),
                        entry.code(),
                        next(numbers, at, Autoencoder.length(width, entry.hidden(), entry.code()))),
                new RobustErrorScaler(next(numbers, at, width), next(numbers, at, width), next(numbers, at, width)),
                new AnomalyPercentile(next(numbers, at, entry.levels())));
    }

    private static float[] next(float[] numbers, int[] at, int count) {
        int from = at[0];
        at[0] += count;
        return Arrays.copyOfRange(numbers, from, at[0]);
    }
}
