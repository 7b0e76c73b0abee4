package io.nacre.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A kill, a freeze and a burst of poison on a cluster of real processes; {@code scripts/chaos} looks at the times. */
class ChaosSmokeTest {

    private static final Pace SLOW = new Pace(50, 1);

    @Test
    void nothingIsLostAndNoIncidentOpenedTwice(@TempDir Path folder) throws Exception {
        List<Fault> plan = List.of(Fault.KILL_TASKMANAGER, Fault.PAUSE_TASKMANAGER, Fault.POISON);
        List<String> progress = new ArrayList<>();

        Verdict verdict = Run.of(1, plan, 60, SLOW, folder, progress::add);

        assertThat(verdict.missing()).as(progress.toString()).isZero();
        assertThat(verdict.incidents()).as(progress.toString()).isZero();
        assertThat(verdict.other()).as(progress.toString()).isZero();
        assertThat(verdict.records()).isGreaterThan(300);
        assertThat(verdict.restarts()).isPositive();
    }
}
