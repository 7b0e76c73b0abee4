package io.nacre.stream;

import io.nacre.codec.DeadLetter;
import io.nacre.codec.RejectedTransaction;
import io.nacre.decision.AccountAction;
import io.nacre.decision.Alert;
import io.nacre.decision.Decision;
import io.nacre.decision.Example;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The topics the job reads and writes: Kafka in production, lists in tests. Sources set their own uid. */
public interface Topics {

    DataStream<Raw> transactions(StreamExecutionEnvironment env);

    DataStream<Raw> profiles(StreamExecutionEnvironment env);

    DataStream<Raw> verdicts(StreamExecutionEnvironment env);

    DataStream<Raw> chargebacks(StreamExecutionEnvironment env);

    DataStream<Raw> actions(StreamExecutionEnvironment env);

    DataStream<Raw> lists(StreamExecutionEnvironment env);

    DataStream<Raw> erasures(StreamExecutionEnvironment env);

    DataStream<Raw> bundles(StreamExecutionEnvironment env);

    DataStream<Raw> rules(StreamExecutionEnvironment env);

    /** What was ordered on the topics of actions and lists by the time a task starts. */
    OrdersAtStart orders();

    Sink<Decision> decisions();

    /** Where the platform is told of transactions that became dead letters: among the decisions, and none of them. */
    Sink<RejectedTransaction> rejected();

    Sink<Sourced<Alert>> alerts();

    /** Where a machine's holds go: to the actions that the job reads. */
    Sink<Sourced<AccountAction>> holds();

    /**
     * Where examples go.
     *
     * @param part of them: the sinks of one topic must have names of their own
     */
    Sink<Sourced<Example>> examples(String part);

    Sink<DeadLetter> deadLetters();
}
