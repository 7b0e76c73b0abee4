package io.nacre.bench;

import io.nacre.bench.load.BenchEnvironment;
import java.io.IOException;

/** Starts the environment of a benchmark, or that of its trial. */
final class EnvironmentFactory {

    private EnvironmentFactory() {}

    static BenchEnvironment start(Benchmark benchmark) throws IOException {
        return benchmark.trial()
                ? BenchEnvironment.ofTrial(benchmark.folder(), benchmark.trialBrokers())
                : BenchEnvironment.open(benchmark.folder(), line -> benchmark.say("%s", line));
    }
}
