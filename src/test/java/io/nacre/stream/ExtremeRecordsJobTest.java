package io.nacre.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.nacre.codec.BadRecords;
import io.nacre.codec.rejection.DeadLetter;
import io.nacre.codec.rejection.RejectionCode;
import io.nacre.decision.Cause;
import io.nacre.decision.Decision;
import io.nacre.decision.control.AutoFreezePolicy;
import io.nacre.model.TestBundles;
import io.nacre.model.Thresholds;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What anybody may write to the topics does not stop the job, and takes nothing from others. */
@Tag("flink")
class ExtremeRecordsJobTest {

    private static final long NOW_MS = ExtremeRecords.NOW_MS;

    @ParameterizedTest
    @CsvSource({"1, hashmap", "2, rocksdb"})
    void theJobGoesOn(long seed, String backend, @TempDir Path folder) throws Exception {
        JobFuzz.run(seed, 400, backend, folder);
    }

    /** One such payment made everybody's memory expire: the end of time had come. */
    @ParameterizedTest
    @ValueSource(longs = {0, -1, Long.MAX_VALUE})
    void noTimestampOfARecordSwitchesOffTheBoundOfItsEventTime(long stampMs) throws Exception {
        try (JobHarness job = JobHarness.start(1, null)) {
            ordinary(job, "h-1", 100);
            for (long atMs : new long[] {4_102_444_800_000L, Long.MAX_VALUE / 2, Long.MAX_VALUE}) {
                evil(job, atMs, stampMs);
            }
            ordinary(job, "h-1", 101);
            job.notes().await(5, 0);

            assertThat(job.notes().letters())
                    .hasSize(3)
                    .extracting(DeadLetter::code)
                    .containsOnly(RejectionCode.TIME_RANGE);
            assertThat(job.notes().decisions())
                    .extracting(Decision::cause)
                    .last()
                    .isEqualTo(Cause.ID_CONFLICT);
        }
    }

    /** The freeze that such a payment called for ended before it began, and the job with it. */
    @Test
    void noEventTimeStopsAJobThatFreezesByItself() throws Exception {
        JobSettings settings = JobHarness.settings(
                        TestBundles.with(new Thresholds(0, 0, null), TestBundles.catalogueBundle()))
                .with(new AutoFreezePolicy(0.000_1, 86_400_000L, 20, 1));
        try (JobHarness job = JobHarness.start(1, "hashmap", null, settings)) {
            ordinary(job, "h-1", 100);
            evil(job, Long.MAX_VALUE - 1_000, 0);
            ordinary(job, "h-2", 100);
            job.notes().await(3, 0);

            assertThat(job.isRunning()).isTrue();
            assertThat(job.notes().letters()).extracting(DeadLetter::field).containsExactly("event_time");
        }
    }

    private static void ordinary(JobHarness job, String id, long minorUnits) {
        job.send("transactions", "ordinary", BadRecords.payment(id, "ordinary", minorUnits), NOW_MS);
    }

    private static void evil(JobHarness job, long atMs, long stampMs) {
        job.send("transactions", "evil", BadRecords.paymentAt("e-" + atMs, "evil", atMs), stampMs);
    }
}
