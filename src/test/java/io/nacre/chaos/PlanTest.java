package io.nacre.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlanTest {

    private static final int SECONDS = 240;

    @Test
    void aSeedAlwaysDrawsTheSameAndFitsTheTime() {
        for (long seed = 1; seed <= 50; seed++) {
            List<Fault> plan = Plan.drawn(seed, SECONDS);

            assertThat(plan).isEqualTo(Plan.drawn(seed, SECONDS)).doesNotHaveDuplicates();
            assertThat(plan).contains(Fault.KILL_TASKMANAGER, Fault.POISON);
            assertThat(plan.stream().mapToInt(fault -> fault.seconds(SECONDS)).sum())
                    .isLessThanOrEqualTo(SECONDS);
        }
    }

    @Test
    void fewSeedsTogetherDrawEveryFault() {
        Set<Fault> drawn = EnumSet.noneOf(Fault.class);
        for (long seed = 1; seed <= 20; seed++) {
            drawn.addAll(Plan.drawn(seed, SECONDS));
        }

        assertThat(drawn).containsExactlyInAnyOrder(Fault.values());
    }

    @Test
    void doesNotRestoreACheckpointWithoutReadableMetadata(@TempDir Path folder) throws IOException {
        Path half = Files.createDirectories(folder.resolve("job/chk-2"));
        Path damaged = Files.createDirectories(folder.resolve("job/chk-1"));
        Files.write(damaged.resolve("_metadata"), new byte[] {1, 2, 3});
        Checkpoints checkpoints = new Checkpoints(folder);

        assertThat(checkpoints.complete()).containsExactly(damaged);
        assertThat(checkpoints.isGood(damaged)).isFalse();
        assertThat(checkpoints.isGood(half)).isFalse();
    }
}
