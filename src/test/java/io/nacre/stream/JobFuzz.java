package io.nacre.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.nacre.codec.BadRecords;
import io.nacre.codec.Contract;
import io.nacre.codec.ContractReader;
import io.nacre.codec.ContractWriter;
import io.nacre.codec.Framing;
import io.nacre.codec.rejection.DecodeResult;
import io.nacre.decision.Cause;
import io.nacre.decision.Decision;
import io.nacre.decision.Example;
import io.nacre.decision.control.AutoFreezePolicy;
import io.nacre.model.TestBundles;
import io.nacre.model.Thresholds;
import io.nacre.payment.RecordOrigin;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Sends the whole job extreme records over all topics, with a savepoint in the middle, and holds it to four things: it
 * goes on, every transaction is answered, an account that paid before remembers it afterwards, and what the job writes
 * can be read. See scripts/fuzz-job.
 */
public final class JobFuzz {

    private static final long PATIENCE_NS = TimeUnit.MINUTES.toNanos(2);
    private static final String VALID = "valid";

    private final int records;
    private final String backend;
    private final ExtremeRecords extreme;
    private long sent;
    private long due;

    private JobFuzz(long seed, int records, String backend) {
        this.records = records;
        this.backend = backend;
        this.extreme = new ExtremeRecords(seed);
    }

    /** @param folder for the savepoint */
    static void run(long seed, int records, String backend, Path folder) throws Exception {
        JobFuzz fuzz = new JobFuzz(seed, records, backend);
        String savepoint = fuzz.half(null, folder);
        fuzz.half(savepoint, null);
    }

    /** Every payment is declined, so that freezes by machine, incidents and alerts are part of it. */
    private JobHarness start(@Nullable String restore) throws Exception {
        JobSettings settings = JobHarness.settings(
                        TestBundles.with(new Thresholds(0, 0, null), TestBundles.catalogueBundle()))
                .with(new AutoFreezePolicy(0.000_1, TimeUnit.DAYS.toMillis(1), 20, 1));
        return JobHarness.start(1, backend, restore, settings);
    }

    private @Nullable String half(@Nullable String restore, @Nullable Path folder) throws Exception {
        due = 0;
        try (JobHarness job = start(restore)) {
            if (restore == null) {
                valid(job, 100);
            }
            for (int i = 0; i < records / 2; i++) {
                due += extreme.send(job, sent++) ? 1 : 0;
            }
            awaitDecisions(job);
            if (folder != null) {
                String savepoint = job.stop(folder);
                examplesCanBeRead(job);
                return savepoint;
            }
            valid(job, 101);
            awaitDecisions(job);
            assertThat(job.notes().decisions())
                    .as("the memory of an account that had no part in it")
                    .filteredOn(decision -> decision.accountId().equals(VALID))
                    .extracting(Decision::cause)
                    .containsExactly(Cause.ID_CONFLICT);
            examplesCanBeRead(job);
            return null;
        }
    }

    /** The same id each time, and another amount. */
    private void valid(JobHarness job, long minorUnits) {
        byte[] payment = BadRecords.payment("valid-1", VALID, minorUnits);
        job.send("transactions", VALID, payment, ExtremeRecords.NOW_MS);
        due++;
    }

    private void awaitDecisions(JobHarness job) throws Exception {
        long untilNs = System.nanoTime() + PATIENCE_NS;
        while (answers(job) < due) {
            assertThat(job.isRunning())
                    .as("the job runs after " + sent + " records")
                    .isTrue();
            assertThat(System.nanoTime() - untilNs)
                    .as("%d of %d answered after %d records", answers(job), due, sent)
                    .isNegative();
            TimeUnit.MILLISECONDS.sleep(20);
        }
        assertThat(job.isRunning()).as("the job runs").isTrue();
    }

    private static long answers(JobHarness job) {
        return job.notes().decisions().size()
                + job.notes().letters().stream()
                        .filter(letter -> letter.origin().topic().equals("transactions"))
                        .count();
    }

    private static void examplesCanBeRead(JobHarness job) {
        ContractWriter<Example> writer = Contract.EXAMPLE.writer(Framing.SINGLE_OBJECT, "examples");
        ContractReader<Example> reader = Contract.EXAMPLE.reader(Framing.SINGLE_OBJECT);
        assertThat(job.notes().vectors())
                .allSatisfy(example -> assertThat(reader.read(RecordOrigin.NONE, writer.write(example)))
                        .isInstanceOf(DecodeResult.Value.class));
    }

    /** Arguments: the first seed, how many seeds, records for each. */
    public static void main(String[] arguments) throws Exception {
        long first = Long.parseLong(arguments[0]);
        int records = Integer.parseInt(arguments[2]);
        for (long seed = first; seed < first + Long.parseLong(arguments[1]); seed++) {
            for (String backend : new String[] {"hashmap", "rocksdb"}) {
                Path folder = Files.createTempDirectory("nacre-fuzz-job");
                run(seed, records, backend, folder);
                System.out.println("seed " + seed + ", " + backend + ": " + records + " records, nothing found");
            }
        }
        System.exit(0); // Flink's threads go on.
    }
}
