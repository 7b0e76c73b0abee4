package io.nacre.stream;

import io.nacre.codec.rejection.DeadLetter;
import io.nacre.codec.rejection.RejectedTransaction;
import io.nacre.decision.Decision;
import io.nacre.decision.Example;
import io.nacre.decision.control.AccountAction;
import io.nacre.decision.incident.Alert;
import io.nacre.stream.event.RawRecord;
import io.nacre.stream.event.WithOrigin;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The topics the job reads and writes: Kafka in production, lists in tests. Sources set their own uid. */
public interface SourcesAndSinks {

    DataStream<RawRecord> transactions(StreamExecutionEnvironment env);

    DataStream<RawRecord> profiles(StreamExecutionEnvironment env);

    DataStream<RawRecord> verdicts(StreamExecutionEnvironment env);

    DataStream<RawRecord> chargebacks(StreamExecutionEnvironment env);

    DataStream<RawRecord> lifecycleEvents(StreamExecutionEnvironment env);

    DataStream<RawRecord> actions(StreamExecutionEnvironment env);

    DataStream<RawRecord> lists(StreamExecutionEnvironment env);

    DataStream<RawRecord> erasures(StreamExecutionEnvironment env);

    DataStream<RawRecord> bundles(StreamExecutionEnvironment env);

    DataStream<RawRecord> rules(StreamExecutionEnvironment env);

    /** Loads the account actions and list entries that were published before a subtask started. */
    AccountControlBootstrap accountControlBootstrap();

    Sink<Decision> decisions();

    /** Writes an answer for each rejected transaction to the topic of decisions. Such an answer is not a decision. */
    Sink<RejectedTransaction> rejected();

    /** Writes the decisions that a gateway waits for a second time, to the gateway's partition of the replies. */
    Sink<Decision> replies();

    /** Writes the rejections that a gateway waits for to its partition of the replies. */
    Sink<RejectedTransaction> rejectedReplies();

    Sink<WithOrigin<Alert>> alerts();

    /** Writes automatic freezes to the topic of account actions, which the job reads. */
    Sink<WithOrigin<AccountAction>> autoFreezes();

    /**
     * Writes training examples.
     *
     * @param part the name of this sink, because sinks of one topic must have different names
     */
    Sink<WithOrigin<Example>> examples(String part);

    Sink<DeadLetter> deadLetters();
}
