package io.nacre.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Collections;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DriftTest {

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
        assertThat(index(new float[] {7, 7, 7}, new float[] {8, 8})).isGreaterThan(Drift.GRAVE);
    }

    @Test
    void whatMovedIsToldFromWhatDidNot() {
        assertThat(index(gaussian(5_000, 1, 0), gaussian(5_000, 2, 0))).isLessThan(Drift.NOTABLE);
        assertThat(index(gaussian(5_000, 1, 0), gaussian(5_000, 2, 1))).isGreaterThan(Drift.GRAVE);
    }

    @Test
    void aRowThatStandsForManyCountsAsMany() {
        Histogram once = Histogram.of(new float[] {1, 2, 2, 2}, new double[] {1, 1, 1, 1});

        assertThat(Histogram.of(new float[] {1, 2}, new double[] {1, 3})).isEqualTo(once);
    }

    @Test
    void beginsAnew() {
        Reference reference = reference(1, new float[] {1, 2, 3}, 0.25);
        Drift drift = new Drift(reference);
        drift.add(new float[] {9}, 0.5);
        double once = drift.index(0);

        drift.clear();

        assertThat(drift.rows()).isZero();
        assertThat(drift.index(0)).isNaN();
        drift.add(new float[] {9}, 0.5);
        assertThat(drift.index(0)).isEqualTo(once);
    }

    @Test
    void aBundleKeepsItsReferenceUnderItsHashes() {
        Bundle bundle = MadeUp.bundle();
        Bundle with = bundle.with(reference(MadeUp.INPUTS.width(), gaussian(500, 3, 0), 0.25));

        Bundle read = Bundle.read(with.zip(), MadeUp.INPUTS);

        assertThat(read.reference()).isEqualTo(with.reference());
        assertThat(read.id()).isEqualTo(with.id()).isNotEqualTo(bundle.id());
        assertThat(with.with(null).id()).isEqualTo(bundle.id());
        assertThat(Bundle.read(bundle.zip(), MadeUp.INPUTS).reference()).isNull();
    }

    @Test
    void aReferenceThatWasChangedOrComesWithoutAHashIsRefused() {
        Bundle bundle = MadeUp.bundle();
        Bundle with = bundle.with(reference(MadeUp.INPUTS.width(), gaussian(500, 3, 0), 0.25));
        var files = BundleFormat.encode(with);
        byte[] bytes = files.get(Reference.FILE).clone();

        bytes[9] ^= 1;
        files.put(Reference.FILE, bytes);
        assertThatThrownBy(() -> BundleFormat.decode(files, MadeUp.INPUTS, "b")).hasMessageContaining("SHA-256");
        var foreign = BundleFormat.encode(bundle);
        foreign.put(Reference.FILE, bytes);
        assertThatThrownBy(() -> BundleFormat.decode(foreign, MadeUp.INPUTS, "b"))
                .hasMessageContaining("holds " + Reference.FILE);
    }

    @Test
    void refusesNumbersThatAreNoHistogram() {
        float[] numbers = reference(1, new float[] {1, 2, 3}, 0.25).packed();

        numbers[0] = 12;

        assertThatThrownBy(() -> Reference.unpacked(1, numbers)).hasMessageContaining("12.0 edges");
        assertThatThrownBy(() -> reference(1, new float[] {1}, 1.5)).hasMessageContaining("share of alerts is 1.5");
    }

    private static double index(float[] before, float[] now) {
        Drift drift = new Drift(reference(1, before, 0.25));
        for (float value : now) {
            drift.add(new float[] {value}, 0);
        }
        return drift.index(0);
    }

    static Reference reference(int width, float[] values, double alertShare) {
        double[] weights = new double[values.length];
        Arrays.fill(weights, 1);
        Histogram histogram = Histogram.of(values, weights);
        return new Reference(Collections.nCopies(width, histogram), histogram, alertShare, 0.125, 0.125);
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
