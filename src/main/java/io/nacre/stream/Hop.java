package io.nacre.stream;

import static java.util.Objects.requireNonNull;

import io.nacre.feature.Enriched;
import io.nacre.feature.Enriched.Kind;
import io.nacre.feature.Key;
import io.nacre.feature.Retention;
import io.nacre.payment.Label;
import io.nacre.payment.Transaction;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.streaming.api.TimerService;

/** What is done at every hop but the account's: features are read from the key's memory, then it is changed. */
final class Hop {

    private final Key key;
    private final Memories memories;

    Hop(Key key, RuntimeContext runtime) {
        this.key = key;
        this.memories = Memories.of(key, runtime);
    }

    void pass(Enriched enriched, TimerService timers) throws Exception {
        String id = key.of(enriched.keys());
        if (enriched.kind() == Kind.TRANSACTION) {
            Transaction transaction = requireNonNull(enriched.transaction());
            if (id != null) {
                memories.step(id, memories.recall(id, transaction.atMs()), transaction, enriched, timers);
            } else {
                memories.absent(transaction, enriched);
            }
        } else if (enriched.kind() == Kind.LABEL && id != null) {
            Label label = requireNonNull(enriched.label());
            if (Retention.teaches(label, enriched.keys())) {
                memories.learn(id, memories.recall(id, enriched.keys().atMs()), label, enriched.keys(), timers);
            }
        } else if (enriched.kind() == Kind.ERASURE && id != null) {
            memories.erase(id, enriched.keys().atMs(), timers);
        }
    }

    void onTimer(String id, long timestamp, TimerService timers) throws Exception {
        memories.onTimer(id, timestamp, timers);
    }
}
