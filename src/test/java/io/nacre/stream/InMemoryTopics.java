package io.nacre.stream;

import io.nacre.codec.rejection.DeadLetter;
import io.nacre.codec.rejection.RejectedTransaction;
import io.nacre.decision.Decision;
import io.nacre.decision.Example;
import io.nacre.decision.control.AccountAction;
import io.nacre.decision.control.AccountControls;
import io.nacre.decision.incident.Alert;
import io.nacre.stream.event.RawRecord;
import io.nacre.stream.event.WithOrigin;
import java.util.function.Consumer;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/** Topics in memory, each of which a trial opens as the job asks for it. */
record InMemoryTopics(Consumer<String> open, String trial) implements SourcesAndSinks {

    @SuppressWarnings("deprecation") // See Fed.
    private DataStream<RawRecord> fed(StreamExecutionEnvironment env, String topic) {
        open.accept(topic);
        return env.addSource(new Fed(trial, topic), TypeInformation.of(RawRecord.class))
                .uid(topic)
                .name(topic);
    }

    @Override
    public DataStream<RawRecord> transactions(StreamExecutionEnvironment env) {
        return fed(env, "transactions");
    }

    @Override
    public DataStream<RawRecord> profiles(StreamExecutionEnvironment env) {
        return fed(env, "profiles");
    }

    @Override
    public DataStream<RawRecord> verdicts(StreamExecutionEnvironment env) {
        return fed(env, "verdicts");
    }

    @Override
    public DataStream<RawRecord> chargebacks(StreamExecutionEnvironment env) {
        return fed(env, "chargebacks");
    }

    @Override
    public DataStream<RawRecord> lifecycleEvents(StreamExecutionEnvironment env) {
        return fed(env, "lifecycle");
    }

    @Override
    public DataStream<RawRecord> actions(StreamExecutionEnvironment env) {
        return fed(env, "actions");
    }

    @Override
    public DataStream<RawRecord> lists(StreamExecutionEnvironment env) {
        return fed(env, "lists");
    }

    @Override
    public DataStream<RawRecord> bundles(StreamExecutionEnvironment env) {
        return fed(env, "bundles");
    }

    @Override
    public DataStream<RawRecord> rules(StreamExecutionEnvironment env) {
        return fed(env, "rules");
    }

    @Override
    public DataStream<RawRecord> erasures(StreamExecutionEnvironment env) {
        return fed(env, "erasures");
    }

    @Override
    public AccountControlBootstrap accountControlBootstrap() {
        return AccountControls::new;
    }

    @Override
    public Sink<WithOrigin<AccountAction>> autoFreezes() {
        return new DiscardingSink<>();
    }

    @Override
    public Sink<Decision> decisions() {
        return new Noting<>(trial);
    }

    @Override
    public Sink<RejectedTransaction> rejected() {
        return new Noting<>(trial);
    }

    @Override
    public Sink<Decision> replies() {
        return new DiscardingSink<>();
    }

    @Override
    public Sink<RejectedTransaction> rejectedReplies() {
        return new DiscardingSink<>();
    }

    @Override
    public Sink<WithOrigin<Alert>> alerts() {
        return new Noting<>(trial);
    }

    @Override
    public Sink<WithOrigin<Example>> examples(String part) {
        return new Noting<>(trial);
    }

    @Override
    public Sink<DeadLetter> deadLetters() {
        return new Noting<>(trial);
    }
}
