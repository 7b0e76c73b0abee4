package io.nacre.bench.baseline;

import io.nacre.payment.Millis;
import io.nacre.profile.SlidingWindows;
import io.nacre.profile.WindowsBytes;
import java.time.Duration;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.AggregateFunction;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeHint;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.lib.NumberSequenceSource;
import org.apache.flink.api.java.tuple.Tuple3;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.streaming.api.windowing.assigners.SlidingEventTimeWindows;
import org.apache.flink.util.Collector;

/**
 * Sums of an account's payments over a window: by {@link SlidingWindows} in keyed state, or by Flink's sliding windows.
 */
public final class WindowSums {

    private static final TypeInformation<Tuple3<Long, Long, Double>> PAYMENT = TypeInformation.of(new TypeHint<>() {});
    private static final Duration SLIDE = Duration.ofSeconds(10);

    private WindowSums() {}

    /**
     * Adds a job that computes, for each payment, the sum of its account's payments up to it.
     *
     * @param rows payments, distributed evenly over {@code days} and accounts
     */
    public static void ours(StreamExecutionEnvironment env, long rows, int accounts, double days, Duration span) {
        payments(env, rows, accounts, days)
                .process(new Sum(span.toMillis()))
                .returns(Types.DOUBLE)
                .uid("sum")
                .sinkTo(new DiscardingSink<>())
                .uid("nowhere");
    }

    /** The sums every ten seconds instead of per payment, by overlapping windows. */
    public static void flinks(StreamExecutionEnvironment env, long rows, int accounts, double days, Duration span) {
        payments(env, rows, accounts, days)
                .window(SlidingEventTimeWindows.of(span, SLIDE))
                .aggregate(new SumAggregate())
                .uid("sum")
                .sinkTo(new DiscardingSink<>())
                .uid("nowhere");
    }

    private static KeyedStream<Tuple3<Long, Long, Double>, Long> payments(
            StreamExecutionEnvironment env, long rows, int accounts, double days) {
        double stepMs = days * Millis.DAY_MS / rows;
        DataStream<Tuple3<Long, Long, Double>> payments = env.fromSource(
                        new NumberSequenceSource(0, rows - 1), WatermarkStrategy.noWatermarks(), "payments")
                .uid("payments")
                .map(i -> Tuple3.of(i * 7919 % accounts, (long) (i * stepMs), 1 + i % 1000 / 10.0))
                .returns(PAYMENT)
                .uid("payment")
                .assignTimestampsAndWatermarks(WatermarkStrategy.<Tuple3<Long, Long, Double>>forMonotonousTimestamps()
                        .withTimestampAssigner((payment, before) -> payment.f1))
                .uid("time");
        return payments.keyBy(payment -> payment.f0, Types.LONG);
    }

    /** One state access per payment, for any length of the window. */
    private static final class Sum extends KeyedProcessFunction<Long, Tuple3<Long, Long, Double>, Double> {

        private static final long serialVersionUID = 1;

        private final long spanMs;
        private transient ValueState<SlidingWindows> state;

        @SuppressWarnings("NullAway.Init") // Flink opens it before the first payment.
        Sum(long spanMs) {
            this.spanMs = spanMs;
        }

        @Override
        public void open(OpenContext context) {
            state = getRuntimeContext()
                    .getState(new ValueStateDescriptor<>(
                            "windows", new MemorySerializer<>(SlidingWindows.EMPTY, WindowsBytes.CODEC)));
        }

        @Override
        public void processElement(Tuple3<Long, Long, Double> payment, Context context, Collector<Double> out)
                throws Exception {
            SlidingWindows known = state.value();
            SlidingWindows after = (known == null ? SlidingWindows.EMPTY : known).plus(payment.f1, payment.f2);
            out.collect(after.sum(payment.f1, spanMs));
            state.update(after);
        }
    }

    /** A sum as in Flink's documentation. */
    private static final class SumAggregate implements AggregateFunction<Tuple3<Long, Long, Double>, Double, Double> {

        private static final long serialVersionUID = 1;

        @Override
        public Double createAccumulator() {
            return 0.0;
        }

        @Override
        public Double add(Tuple3<Long, Long, Double> payment, Double sum) {
            return sum + payment.f2;
        }

        @Override
        public Double getResult(Double sum) {
            return sum;
        }

        @Override
        public Double merge(Double one, Double other) {
            return one + other;
        }
    }
}
