package io.nacre.bench;

import io.nacre.bench.load.BenchEnvironment;
import io.nacre.bench.load.Parity;
import io.nacre.bench.load.PreloadedTopics;
import io.nacre.bench.load.Running;
import io.nacre.bench.load.Traffic;
import io.nacre.bench.load.Worker;
import io.nacre.bench.load.WorkloadType;
import io.nacre.bench.measure.Result;

/** A job that is as fast as it gets: it has decided many payments, and its compiler is nearly idle. */
final class WarmJob {

    /** Rounds of payments until the compiler is nearly idle. */
    private static final int MAX_HEATS = 10;

    private WarmJob() {}

    /**
     * Starts the job and waits until the preloaded payments are decided as a replay decides them. Then sends more until
     * the compiler is nearly idle.
     *
     * @param rows the number of preloaded payments, if it is no trial
     */
    static Running start(
            Benchmark bench,
            Result result,
            BenchEnvironment benchEnvironment,
            Worker job,
            PreloadedTopics preloadedTopics,
            Traffic payments,
            String backend,
            int rows)
            throws Exception {
        Running running = new Running(preloadedTopics, payments);
        job.run(benchEnvironment.job(WorkloadType.START_JOB, preloadedTopics).with("backend", backend));
        bench.say("warming up: %,d payments", preloadedTopics.rows());
        running.awaitAll();
        result.checked(Parity.check(preloadedTopics, payments, benchEnvironment.bundle(), 0));
        running.heat(
                job,
                bench.count(rows / 2, 300),
                bench.count(MAX_HEATS, 1),
                percent -> bench.say("compiling took %.0f %% of the job's CPU time", percent));
        return running;
    }
}
