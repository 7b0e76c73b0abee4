package io.nacre.bench.load;

import io.nacre.bench.measure.Cost;
import io.nacre.bench.measure.Meter;
import io.nacre.codec.Framing;
import io.nacre.kafka.KafkaTopics;
import io.nacre.kafka.client.KafkaSettings;
import io.nacre.model.bundle.Bundle;
import io.nacre.model.engine.EngineKind;
import io.nacre.reference.IpDatabaseConfig;
import io.nacre.stream.FraudPipeline;
import io.nacre.stream.JobSettings;
import java.nio.file.Path;
import java.util.UUID;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The whole job over preloaded topics, from the first payment to the last, in Flink's shipped configuration.
 *
 * <p>Settings: brokers, prefix, rows, bundle, ips, engine; and those of {@link Flink}.
 */
final class JobRun {

    private JobRun() {}

    static BenchOutcome run(Task task) throws Exception {
        StreamExecutionEnvironment env = Flink.local(task);
        FraudPipeline.define(env, KafkaTopics.bounded(kafka(task)), settings(task));
        Meter meter = Meter.start();
        env.execute("fraud-detection");
        Cost cost = meter.stop(task.number("rows", 0));
        return BenchOutcome.of(cost);
    }

    /** Adds the job as in production, until it is stopped. */
    static void define(StreamExecutionEnvironment env, Task task) {
        FraudPipeline.define(env, KafkaTopics.of(kafka(task)), settings(task));
    }

    /** With a new consumer group. */
    static KafkaSettings kafka(Task task) {
        return KafkaSettings.of(task.text("brokers"))
                .withPrefix(task.text("prefix"))
                .withGroupId("bench-" + UUID.randomUUID());
    }

    static JobSettings settings(Task task) {
        String ips = task.text("ips");
        return new JobSettings(
                Bundle.read(Path.of(task.text("bundle"))),
                EngineKind.valueOf(task.text("engine", EngineKind.COMPILED.name())),
                new IpDatabaseConfig(ips, ips, ips),
                Framing.SINGLE_OBJECT);
    }
}
