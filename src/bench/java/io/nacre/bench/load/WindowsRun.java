package io.nacre.bench.load;

import io.nacre.bench.baseline.WindowSums;
import io.nacre.bench.measure.Meter;
import java.time.Duration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Sums over windows, in Flink without a broker.
 *
 * <p>Settings: way (ours or flink), rows, accounts, days, span-ms; and those of {@link Flink}.
 */
final class WindowsRun {

    private WindowsRun() {}

    static BenchOutcome run(Task task) throws Exception {
        StreamExecutionEnvironment env = Flink.local(task);
        long rows = task.number("rows", 0);
        int accounts = (int) task.number("accounts", 1000);
        double days = Double.parseDouble(task.text("days"));
        Duration span = Duration.ofMillis(task.number("span-ms", 0));
        if (task.text("way").equals("flink")) {
            WindowSums.flinks(env, rows, accounts, days, span);
        } else {
            WindowSums.ours(env, rows, accounts, days, span);
        }
        Meter meter = Meter.start();
        env.execute("windows");
        return BenchOutcome.of(meter.stop(rows));
    }
}
