package io.nacre.training.anomaly;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nacre.feature.Facts;
import io.nacre.training.SmallWorld;
import io.nacre.training.anomaly.AnomalyComparison.Options;
import io.nacre.training.anomaly.AnomalyComparison.Spans;
import io.nacre.training.evaluate.AnomalyEvaluation;
import io.nacre.training.history.ProgressReporter;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class AnomalyComparisonTest {

    private static final AnomalyOptions ANOMALY = new AnomalyOptions(1000, 1000, 8, 2, 2, 64, 0.003, 0.02);

    @Test
    void evaluatesBothModelsOnTheSameTransactions() throws IOException {
        Spans spans = new Spans(day(20), day(40), day(50), day(5), day(20));

        Map<String, AnomalyEvaluation> found = compare(new Options(spans, ANOMALY, 1, false, false));

        assertThat(found).containsOnlyKeys("autoencoder", "isolation forest");
        AnomalyEvaluation autoencoder = requireNonNull(found.get("autoencoder"));
        assertThat(autoencoder.aucRoc()).isGreaterThan(0.8);
        assertThat(requireNonNull(found.get("isolation forest")).kinds())
                .extracting(AnomalyEvaluation.Kind::frauds)
                .isEqualTo(autoencoder.kinds().stream()
                        .map(AnomalyEvaluation.Kind::frauds)
                        .toList());
    }

    @Test
    void withoutLabelsNoFeatureUsesFrauds() throws IOException {
        Spans spans = new Spans(day(5), day(25), day(35), day(35), day(50));

        Map<String, AnomalyEvaluation> told = compare(new Options(spans, ANOMALY, 1, true, false));
        Map<String, AnomalyEvaluation> untold = compare(new Options(spans, ANOMALY, 1, false, false));

        assertThat(told.get("isolation forest")).isNotEqualTo(untold.get("isolation forest"));
    }

    @Test
    void reportsMissingEvaluationData() {
        Spans later = new Spans(day(5), day(25), day(35), day(60), day(61));

        assertThatThrownBy(() -> compare(new Options(later, ANOMALY, 1, true, true)))
                .hasMessageContaining("set times inside the history");
        assertThatThrownBy(() -> new Spans(day(5), day(5), day(35), day(60), day(61)))
                .hasMessageContaining("not in order");
    }

    private static Map<String, AnomalyEvaluation> compare(Options options) throws IOException {
        return new AnomalyComparison(
                        new SmallWorld(2000, 1), transaction -> Facts.UNKNOWN, options, ProgressReporter.SILENT)
                .compare();
    }

    private static Instant day(int day) {
        return Instant.ofEpochMilli(SmallWorld.START_MS).plusSeconds(day * 86_400L);
    }
}
