package io.nacre.stream;

import static java.util.Objects.requireNonNull;

import io.nacre.feature.Enriched;
import io.nacre.feature.Enriched.Kind;
import io.nacre.feature.Key;
import io.nacre.feature.Retention;
import io.nacre.payment.Label;
import io.nacre.payment.Transaction;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/** Runs the slices of one key: Flink keeps their memory, the slices do the work. */
final class Enrich extends KeyedProcessFunction<String, Enriched, Enriched> {

    private final Key key;
    private transient Memories memories;

    @SuppressWarnings("NullAway.Init") // memories: Flink opens the operator before the first element.
    Enrich(Key key) {
        this.key = key;
    }

    @Override
    public void open(OpenContext context) {
        memories = Memories.of(key, getRuntimeContext());
    }

    @Override
    public void processElement(Enriched enriched, Context context, Collector<Enriched> out) throws Exception {
        boolean hasKey = key.of(enriched.keys()) != null;
        if (enriched.kind() == Kind.TRANSACTION) {
            Transaction transaction = requireNonNull(enriched.transaction());
            if (hasKey) {
                memories.step(memories.recall(transaction.atMs()), transaction, enriched, context.timerService());
            } else {
                memories.absent(transaction, enriched);
            }
        } else if (enriched.kind() == Kind.LABEL && hasKey) {
            Label label = requireNonNull(enriched.label());
            if (Retention.teaches(label, enriched.keys())) {
                memories.learn(memories.recall(enriched.keys().atMs()), label, enriched.keys(), context.timerService());
            }
        }
        out.collect(enriched);
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<Enriched> out) throws Exception {
        memories.onTimer(timestamp, context.timerService());
    }
}
