package io.nacre.model.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.nacre.model.TestBundles;
import io.nacre.model.bundle.Bundle;
import io.nacre.model.bundle.BundleFormat;
import java.util.Arrays;
import java.util.Collections;
import java.util.Random;
import org.junit.jupiter.api.Test;

public class DriftStatisticsTest {

    @Test
    void computesTheIndexOfItsDefinition() {
        float[] before = {0, 0, 0, 1};
        float[] now = {0, 1, 1, 1};

        assertThat(index(before, now)).isCloseTo(2 * 0.5 * Math.log(3), within(1e-9));
        assertThat(index(before, before)).isZero();
    }

    @Test
    void aConstantDoesNotDriftUntilItChanges() {
        assertThat(index(new float[] {7, 7, 7}, new float[] {7, 7})).isZero();
        assertThat(index(new float[] {7, 7, 7}, new float[] {8, 8})).isGreaterThan(DriftStatistics.GRAVE);
    }

    @Test
    void distinguishesDriftedFeaturesFromStableOnes() {
        assertThat(index(gaussian(5_000, 1, 0), gaussian(5_000, 2, 0))).isLessThan(DriftStatistics.NOTABLE);
        assertThat(index(gaussian(5_000, 1, 0), gaussian(5_000, 2, 1))).isGreaterThan(DriftStatistics.GRAVE);
    }

    @Test
    void weightedRowsCountByTheirWeight() {
        DecileHistogram once = DecileHistogram.of(new float[] {1, 2, 2, 2}, new double[] {1, 1, 1, 1});

        assertThat(DecileHistogram.of(new float[] {1, 2}, new double[] {1, 3})).isEqualTo(once);
    }

    @Test
    void beginsAnew() {
        DriftBaseline driftBaseline = reference(1, new float[] {1, 2, 3}, 0.25);
        DriftStatistics driftStatistics = new DriftStatistics(driftBaseline);
        driftStatistics.add(new float[] {9}, 0.5);
        double once = driftStatistics.index(0);

        driftStatistics.clear();

        assertThat(driftStatistics.rows()).isZero();
        assertThat(driftStatistics.index(0)).isNaN();
        driftStatistics.add(new float[] {9}, 0.5);
        assertThat(driftStatistics.index(0)).isEqualTo(once);
    }

    @Test
    void aBundleKeepsItsReferenceUnderItsHashes() {
        Bundle bundle = TestBundles.bundle();
        Bundle with = bundle.with(reference(TestBundles.INPUTS.width(), gaussian(500, 3, 0), 0.25));

        Bundle read = Bundle.read(with.zip(), TestBundles.INPUTS);

        assertThat(read.reference()).isEqualTo(with.reference());
        assertThat(read.id()).isEqualTo(with.id()).isNotEqualTo(bundle.id());
        assertThat(with.with(null).id()).isEqualTo(bundle.id());
        assertThat(Bundle.read(bundle.zip(), TestBundles.INPUTS).reference()).isNull();
    }

    @Test
    void aReferenceThatWasChangedOrComesWithoutAHashIsRefused() {
        Bundle bundle = TestBundles.bundle();
        Bundle with = bundle.with(reference(TestBundles.INPUTS.width(), gaussian(500, 3, 0), 0.25));
        var files = BundleFormat.encode(with);
        byte[] bytes = files.get(DriftBaseline.FILE).clone();

        bytes[9] ^= 1;
        files.put(DriftBaseline.FILE, bytes);
        assertThatThrownBy(() -> BundleFormat.decode(files, TestBundles.INPUTS, "b"))
                .hasMessageContaining("SHA-256");
        var foreign = BundleFormat.encode(bundle);
        foreign.put(DriftBaseline.FILE, bytes);
        assertThatThrownBy(() -> BundleFormat.decode(foreign, TestBundles.INPUTS, "b"))
                .hasMessageContaining("contains " + DriftBaseline.FILE);
    }

    @Test
    void refusesNumbersThatAreNoHistogram() {
        float[] numbers = reference(1, new float[] {1, 2, 3}, 0.25).packed();

        numbers[0] = 12;

        assertThatThrownBy(() -> DriftBaseline.unpacked(1, numbers)).hasMessageContaining("12.0 edges");
        assertThatThrownBy(() -> reference(1, new float[] {1}, 1.5)).hasMessageContaining("share of alerts is 1.5");
    }

    private static double index(float[] before, float[] now) {
        DriftStatistics driftStatistics = new DriftStatistics(reference(1, before, 0.25));
        for (float value : now) {
            driftStatistics.add(new float[] {value}, 0);
        }
        return driftStatistics.index(0);
    }

    public static DriftBaseline reference(int width, float[] values, double alertShare) {
        double[] weights = new double[values.length];
        Arrays.fill(weights, 1);
        DecileHistogram decileHistogram = DecileHistogram.of(values, weights);
        return new DriftBaseline(
                Collections.nCopies(width, decileHistogram), decileHistogram, alertShare, 0.125, 0.125);
    }

    private static float[] gaussian(int count, long seed, double shift) {
        Random random = new Random(seed);
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) (random.nextGaussian() + shift);
        }
        return values;
    }
}
