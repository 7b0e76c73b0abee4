package io.nacre.training.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.nacre.payment.LabelledTransaction;
import io.nacre.training.SmallWorld;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LateArrivalHistoryTest {

    private static final Duration HOUR = Duration.ofHours(1);

    private final SmallWorld world = new SmallWorld(5000, 3);

    @Test
    void losesNothingAndChangesNothing() throws IOException {
        List<LabelledTransaction> late = read(new LateArrivalHistory(world, 0.2, HOUR, 1));

        assertThat(late).containsExactlyInAnyOrderElementsOf(read(world)).isNotEqualTo(read(world));
    }

    @Test
    void delaysTheShareWithinTheMaximum() throws IOException {
        long newestMs = Long.MIN_VALUE;
        int late = 0;

        for (LabelledTransaction each : read(new LateArrivalHistory(world, 0.2, HOUR, 1))) {
            long atMs = each.transaction().eventTimeMs();
            late += atMs < newestMs ? 1 : 0;
            newestMs = Math.max(newestMs, atMs);
            assertThat(newestMs - atMs).isLessThanOrEqualTo(HOUR.toMillis());
        }

        // A few of those that were drawn are not late enough to be overtaken: payments come every 14 minutes.
        assertThat(late / 5000.0).isCloseTo(0.2 * (60 - 14) / 60, within(0.03));
    }

    @Test
    void isTheSameEachTimeAndAnotherForAnotherSeed() throws IOException {
        LateArrivalHistory lateArrivalHistory = new LateArrivalHistory(world, 0.2, HOUR, 1);

        List<LabelledTransaction> once = read(lateArrivalHistory);

        assertThat(read(lateArrivalHistory)).isEqualTo(once);
        assertThat(read(new LateArrivalHistory(world, 0.2, HOUR, 2))).isNotEqualTo(once);
    }

    @Test
    void refusesWhatReplayDoesNotAllow() {
        assertThatThrownBy(() -> new LateArrivalHistory(world, 1.5, HOUR, 1)).hasMessageContaining("1.5");
        assertThatThrownBy(() -> new LateArrivalHistory(world, 0.5, Duration.ofDays(2), 1))
                .hasMessageContaining("1440 minutes");
    }

    private static List<LabelledTransaction> read(History history) throws IOException {
        List<LabelledTransaction> read = new ArrayList<>();
        history.forEach(read::add);
        return read;
    }
}
