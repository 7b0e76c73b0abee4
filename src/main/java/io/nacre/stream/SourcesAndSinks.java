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

    DataStream<RawRecord> actions(StreamExecutionEnvironment env);

    DataStream<RawRecord> lists(StreamExecutionEnvironment env);

    DataStream<RawRecord> erasures(StreamExecutionEnvironment env);

    DataStream<RawRecord> bundles(StreamExecutionEnvironment env);

    DataStream<RawRecord> rules(StreamExecutionEnvironment env);

    /** What was ordered on the topics of actions and lists by the time a task starts. */
    AccountControlBootstrap accountControlBootstrap();

    Sink<Decision> decisions();

    /** Where the platform is told of transactions that became dead letters: among the decisions, and none of them. */
    Sink<RejectedTransaction> rejected();

    Sink<WithOrigin<Alert>> alerts();

    /** Where automatic freezes go: to the actions that the job reads. */
    Sink<WithOrigin<AccountAction>> autoFreezes();

    /**
     * Where examples go.
     *
     * @param part of them: the sinks of one topic must have names of their own
     */
    Sink<WithOrigin<Example>> examples(String part);

    Sink<DeadLetter> deadLetters();
}
