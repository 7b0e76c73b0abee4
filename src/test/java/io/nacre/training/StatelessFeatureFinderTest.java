package io.nacre.training;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.nacre.feature.Facts;
import io.nacre.feature.layer.Layers;
import io.nacre.training.history.Replay;
import java.util.List;
import org.junit.jupiter.api.Test;

final class StatelessFeatureFinderTest {

    private final StatelessFeatureFinder statelessFeatureFinder = new StatelessFeatureFinder(Layers.width());

    @Test
    void findsOnlyStatelessFeatures() {
        Replay replay = new Replay(transaction -> Facts.UNKNOWN, List.of());
        new SmallWorld(3000, 5)
                .forEach(row -> statelessFeatureFinder.observe(
                        requireNonNull(replay.step(row)).values(),
                        replay.withoutMemory(row.transaction()).values()));

        assertThat(List.of("amount.log", "time.hour_sin", "merchant.card_present", "merchant.present"))
                .allMatch(this::isMomentary);
        assertThat(List.of("amount.to_mean", "amount.count_24h", "history.payments", "merchant.new"))
                .noneMatch(this::isMomentary);
    }

    private boolean isMomentary(String feature) {
        return statelessFeatureFinder.features()[Layers.featureNames().indexOf(feature)];
    }
}
