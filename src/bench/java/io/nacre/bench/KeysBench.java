package io.nacre.bench;

import io.nacre.bench.load.BenchEnvironment;
import io.nacre.bench.load.BenchOutcome;
import io.nacre.bench.load.KeyDistribution;
import io.nacre.bench.load.Parity;
import io.nacre.bench.load.PreloadedTopics;
import io.nacre.bench.load.Running;
import io.nacre.bench.load.Task;
import io.nacre.bench.load.Traffic;
import io.nacre.bench.load.Worker;
import io.nacre.bench.load.WorkloadType;
import io.nacre.bench.measure.Cost;
import io.nacre.bench.measure.Pairs;
import io.nacre.bench.measure.Result;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures the cost of more accounts. */
@Command(
        name = "keys",
        description = {
            "Compare the whole job with few and with many accounts: CPU time per transaction, bytes of"
                    + " state, memory.",
            "Before the measurement, every account has paid about equally often. A million accounts on the"
                    + " heap need more than the 6 GB of --heap."
        },
        footerHeading = "%nExamples:%n",
        footer = {"  nacre bench keys", "  nacre bench keys --accounts 10000,100000 --backend rocksdb --draw uniform"})
final class KeysBench extends Benchmark {

    @Option(
            names = "--accounts",
            split = ",",
            paramLabel = "N",
            defaultValue = "10000,100000,1000000",
            description = "Numbers of accounts. The others are compared with the first. Default 10000,100000,1000000.")
    private List<Integer> accounts = List.of();

    @Option(
            names = "--backend",
            split = ",",
            defaultValue = "heap,rocksdb",
            description = "State backends; default heap,rocksdb.")
    private List<String> backends = List.of();

    @Option(
            names = "--draw",
            split = ",",
            defaultValue = "uniform,zipf",
            description = "Distributions of transactions over accounts; default uniform,zipf.")
    private List<KeyDistribution> draws = List.of();

    @Option(
            names = "--payments-before",
            defaultValue = "2",
            description = "Mean number of earlier transactions of an account; default 2.")
    private int before;

    @Option(
            names = "--rows",
            defaultValue = "50000",
            description = "Transactions in each measured part; default 50000.")
    private int rows;

    @Option(names = "--heap", defaultValue = "6g", description = "Maximum heap of a job's JVM; default 6g.")
    private String heap = "6g";

    private int installations;

    /** A job with its accounts. */
    private final class Part {

        private final Traffic payments;
        private final Worker worker;
        private final PreloadedTopics preloadedTopics;
        private final Running running;

        Part(BenchEnvironment benchEnvironment, String backend, KeyDistribution keyDistribution, int count)
                throws Exception {
            int first = count(before * count, 300);
            payments = new Traffic(count, keyDistribution, first, 1);
            worker = trial() ? Worker.here() : Worker.start(List.of("-Xmx" + heap));
            preloadedTopics = benchEnvironment.stock("keys" + installations++ + ".", payments, first);
            running = new Running(preloadedTopics, payments);
            worker.run(benchEnvironment
                    .job(WorkloadType.START_JOB, preloadedTopics)
                    .with("backend", backend));
            running.awaitAll();
        }

        Cost more() throws Exception {
            int next = count(rows, 300);
            worker.run(Task.of(WorkloadType.COST_OF_JOB));
            running.more(next);
            Cost cost = worker.run(Task.of(WorkloadType.COST_OF_JOB).with("rows", next))
                    .cost();
            say("%s %,.0f ns CPU per payment", preloadedTopics.prefix(), cost.cpuNsEach());
            return cost;
        }

        /** Measures the sizes, and stops the job. */
        BenchOutcome size(Path savepoints) throws Exception {
            BenchOutcome size = worker.run(Task.of(WorkloadType.SIZE_OF_JOB).with("savepoints", savepoints.toUri()));
            worker.run(Task.of(WorkloadType.CANCEL_JOB));
            worker.close();
            preloadedTopics.empty();
            return size;
        }
    }

    @Override
    String question() {
        return "How many times the CPU time of few accounts do many need, and how much memory?";
    }

    @Override
    void measure(Result result) throws Exception {
        try (BenchEnvironment benchEnvironment = EnvironmentFactory.start(this)) {
            if (trial()) {
                alone(result, benchEnvironment, accounts.get(0));
            } else {
                check(result, benchEnvironment);
                all(result, benchEnvironment);
            }
        }
        result.note("Bytes are the size of a savepoint: all state, in the format of every backend. Resident memory"
                + " is that of the whole process, with a heap of up to " + heap + ".");
    }

    private void all(Result result, BenchEnvironment benchEnvironment) throws Exception {
        for (String backend : backends) {
            for (KeyDistribution keyDistribution : draws) {
                for (int count : accounts.subList(1, accounts.size())) {
                    beside(result, benchEnvironment, backend, keyDistribution, count);
                }
            }
        }
    }

    /** A trial has only one process, so only one job can run at a time. */
    private void alone(Result result, BenchEnvironment benchEnvironment, int count) throws Exception {
        Part part = new Part(benchEnvironment, backends.get(0), draws.get(0), count);
        result.checked(Parity.check(part.preloadedTopics, part.payments, benchEnvironment.bundle(), 0));
        result.costs("one job alone", List.of(part.more()));
        report(
                result,
                "one job alone",
                count,
                part.size(benchEnvironment.scratch().resolve("savepoints")));
    }

    private void check(Result result, BenchEnvironment benchEnvironment) throws Exception {
        Traffic payments = new Traffic(accounts.get(0), KeyDistribution.UNIFORM, 1_000, 1);
        PreloadedTopics small = benchEnvironment.stock("check.", payments, count(1_000, 300));
        benchEnvironment.worker("-Xmx2g").run(benchEnvironment.job(WorkloadType.JOB, small));
        result.checked(Parity.check(small, payments, benchEnvironment.bundle(), 0));
    }

    private void beside(
            Result result,
            BenchEnvironment benchEnvironment,
            String backend,
            KeyDistribution keyDistribution,
            int count)
            throws Exception {
        String name = "%s, %s, ".formatted(backend, keyDistribution);
        String few = "%,d accounts".formatted(accounts.get(0));
        String many = "%,d accounts".formatted(count);
        say("%s%s beside %s", name, many, few);
        Part base = new Part(benchEnvironment, backend, keyDistribution, accounts.get(0));
        Part large = new Part(benchEnvironment, backend, keyDistribution, count);
        Pairs pairs = inTurn(base::more, large::more);
        result.costs(name + few, pairs.ours());
        result.costs(name + many, pairs.theirs());
        result.ratio(name + many + " / " + few + ", CPU", pairs.theirsOverOurs(Cost::cpuNsEach));
        report(
                result,
                name + few,
                accounts.get(0),
                base.size(benchEnvironment.scratch().resolve("savepoints")));
        report(result, name + many, count, large.size(benchEnvironment.scratch().resolve("savepoints")));
    }

    private static void report(Result result, String name, int count, BenchOutcome size) {
        result.figure(name, "bytes of savepoint per account", size.more().get("savepoint-bytes") / count);
        result.figure(name, "ms for a savepoint", size.more().get("savepoint-ms"));
        result.figure(name, "MiB of heap in use", size.more().get("heap-mib"));
        result.figure(name, "MiB resident", size.more().get("resident-mib"));
    }
}
