package io.nacre.bench.load;

import io.nacre.bench.baseline.TextScores;
import io.nacre.bench.measure.Meter;
import java.nio.file.Path;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Scores vectors as text, one by one.
 *
 * <p>Settings: brokers, from, to, rows, bundle, network (onnx or dl4j); and those of {@link Flink}.
 */
final class TextScoresRun {

    private TextScoresRun() {}

    static BenchOutcome run(Task task) throws Exception {
        StreamExecutionEnvironment env = Flink.local(task);
        TextScores.define(
                env,
                task.text("brokers"),
                task.text("from"),
                task.text("to"),
                Path.of(task.text("bundle")),
                task.text("network"));
        Meter meter = Meter.start();
        env.execute("text-scores");
        return BenchOutcome.of(meter.stop(task.number("rows", 0)));
    }
}
