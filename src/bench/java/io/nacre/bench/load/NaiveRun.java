package io.nacre.bench.load;

import io.nacre.bench.baseline.LayerByLayer;
import io.nacre.bench.measure.Meter;
import io.nacre.kafka.KafkaTopics;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** A job with one operator per layer over preloaded topics; the settings are those of {@link JobRun}. */
final class NaiveRun {

    private NaiveRun() {}

    static BenchOutcome run(Task task) throws Exception {
        StreamExecutionEnvironment env = Flink.local(task);
        LayerByLayer.define(env, KafkaTopics.bounded(JobRun.kafka(task)), JobRun.settings(task));
        Meter meter = Meter.start();
        env.execute("layer-by-layer");
        return BenchOutcome.of(meter.stop(task.number("rows", 0)));
    }
}
