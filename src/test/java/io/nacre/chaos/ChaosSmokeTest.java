package io.nacre.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills, a freeze, a burst of poison and a storm of kills on a cluster of real processes; {@code scripts/chaos} looks
 * at the times. The JobManager dies first: then only one of two TaskManagers with taken slots works.
 */
@Tag("end-to-end")
class ChaosSmokeTest {

    private static final Pace SLOW = new Pace(50, 1);

    @Test
    void nothingIsLostAndNoIncidentOpenedTwice(@TempDir Path folder) throws Exception {
        List<Fault> plan = List.of(
                Fault.KILL_JOBMANAGER, Fault.KILL_TASKMANAGER, Fault.PAUSE_TASKMANAGER, Fault.POISON, Fault.KILL_STORM);
        List<String> progress = new ArrayList<>();

        RunResult runResult = ChaosRun.of(1, plan, 60, SLOW, folder, progress::add);

        assertThat(runResult.missing()).as(progress.toString()).isZero();
        assertThat(runResult.incidents()).as(progress.toString()).isZero();
        assertThat(runResult.other()).as(progress.toString()).isZero();
        assertThat(runResult.records()).isGreaterThan(300);
        assertThat(runResult.restarts()).isPositive();
        assertThat(runResult.kills())
                .as("a JobManager, a TaskManager and the storm")
                .isGreaterThan(5);
    }
}
