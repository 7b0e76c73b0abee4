package io.nacre.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.nacre.codec.Framing;
import io.nacre.codec.rejection.DeadLetter;
import io.nacre.codec.rejection.RejectedTransaction;
import io.nacre.decision.Decision;
import io.nacre.decision.Example;
import io.nacre.decision.control.AccountAction;
import io.nacre.decision.control.AccountControls;
import io.nacre.decision.control.AutoFreezePolicy;
import io.nacre.decision.incident.Alert;
import io.nacre.decision.incident.SharedEntity;
import io.nacre.feature.EntityType;
import io.nacre.model.TestBundles;
import io.nacre.model.engine.EngineKind;
import io.nacre.payment.RecordOrigin;
import io.nacre.reference.IpDatabaseConfig;
import io.nacre.stream.event.RawRecord;
import io.nacre.stream.event.WithOrigin;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.runtime.jobgraph.JobVertex;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.apache.flink.streaming.runtime.partitioner.KeyGroupStreamPartitioner;
import org.junit.jupiter.api.Test;

class TopologyTest {

    static StreamExecutionEnvironment strictEnvironment() {
        Configuration strict = new Configuration();
        strict.set(PipelineOptions.GENERIC_TYPES, false);
        strict.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
        return StreamExecutionEnvironment.createLocalEnvironment(1, strict);
    }

    @Test
    void everyOperatorHasAStableUidAndNoTypeFallsBackToKryo() {
        StreamGraph graph = job();

        assertThat(graph.getStreamNodes())
                .extracting(StreamNode::getTransformationUID)
                .doesNotContainNull();
        assertThat(graph.getStreamNodes())
                .extracting(StreamNode::getTransformationUID)
                .contains(
                        "decode-transactions",
                        "resolve-reference-data",
                        "enrich-by-account",
                        "enrich-by-device",
                        "enrich-by-ip",
                        "enrich-by-counterparty",
                        "enrich-by-merchant",
                        "score",
                        "decide");
        assertThat(graph.getJobGraph().getNumberOfVertices()).isPositive();
    }

    /** A savepoint finds state by the uid, which is the name of the operator and says what it does. */
    @Test
    void theUidOfAnOperatorIsItsName() {
        assertThat(job().getStreamNodes())
                .filteredOn(node -> node.getTransformationUID() != null)
                .allSatisfy(node -> assertThat(node.getOperatorName())
                        .isIn(
                                node.getTransformationUID(),
                                "Source: " + node.getTransformationUID(),
                                node.getTransformationUID() + ": Writer"));
    }

    /**
     * One for each key that is remembered, one for each thing in common, one each for guard, incidents and holds; and
     * one by which what is told, but no payment, comes to its account.
     */
    @Test
    void aRecordIsPartitionedAnewOnlyWhereAnotherKeyIsRemembered() {
        assertThat(job().getStreamNodes())
                .flatExtracting(StreamNode::getOutEdges)
                .filteredOn(edge -> edge.getPartitioner() instanceof KeyGroupStreamPartitioner)
                .hasSize(EntityType.values().length + SharedEntity.values().length + 4);
    }

    /** A payment waits for no thread before it comes to its account. */
    @Test
    void paymentsAreReadCheckedAndTimedInOneTask() {
        assertThat(job().getJobGraph().getVertices())
                .extracting(JobVertex::getName)
                .anyMatch(name -> name.contains("decode-transactions") && name.contains("drop-final-watermark"));
    }

    /** A task is as parallel as the least of what it runs, for ever: its savepoint could not be rescaled. */
    @Test
    void whatIsParallelSharesNoTaskWithWhatIsNot() {
        StreamGraph graph = job();

        assertThat(graph.getJobGraph().getVertices())
                .filteredOn(vertex -> vertex.getMaxParallelism() == 1)
                .flatExtracting(JobVertex::getOperatorIDs)
                .extracting(pair -> pair.getUserDefinedOperatorUid())
                .containsExactlyInAnyOrder(
                        "validate-erasures", "select-erasures", "erasure-time", "account-control-time");
    }

    static StreamGraph job() {
        StreamExecutionEnvironment env = strictEnvironment();
        JobSettings settings = new JobSettings(
                        TestBundles.catalogueBundle(),
                        EngineKind.COMPILED,
                        IpDatabaseConfig.NONE,
                        Framing.SINGLE_OBJECT)
                .with(new AutoFreezePolicy(0.99, 1_000, 5, 0.1));
        FraudPipeline.define(env, new NoTopics(), settings);
        return env.getStreamGraph();
    }

    private static final class NoTopics implements SourcesAndSinks {

        private static DataStream<RawRecord> empty(StreamExecutionEnvironment env, String uid) {
            return env.fromData(TypeInformation.of(RawRecord.class), new RawRecord(RecordOrigin.NONE, null))
                    .uid(uid)
                    .name(uid);
        }

        @Override
        public DataStream<RawRecord> transactions(StreamExecutionEnvironment env) {
            return empty(env, "transactions");
        }

        @Override
        public DataStream<RawRecord> profiles(StreamExecutionEnvironment env) {
            return empty(env, "profiles");
        }

        @Override
        public DataStream<RawRecord> verdicts(StreamExecutionEnvironment env) {
            return empty(env, "verdicts");
        }

        @Override
        public DataStream<RawRecord> lifecycleEvents(StreamExecutionEnvironment env) {
            return empty(env, "lifecycle");
        }

        @Override
        public DataStream<RawRecord> chargebacks(StreamExecutionEnvironment env) {
            return empty(env, "chargebacks");
        }

        @Override
        public DataStream<RawRecord> actions(StreamExecutionEnvironment env) {
            return empty(env, "actions");
        }

        @Override
        public DataStream<RawRecord> lists(StreamExecutionEnvironment env) {
            return empty(env, "lists");
        }

        @Override
        public DataStream<RawRecord> erasures(StreamExecutionEnvironment env) {
            return empty(env, "erasures");
        }

        @Override
        public DataStream<RawRecord> bundles(StreamExecutionEnvironment env) {
            return empty(env, "bundles");
        }

        @Override
        public DataStream<RawRecord> rules(StreamExecutionEnvironment env) {
            return empty(env, "rules");
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
            return new DiscardingSink<>();
        }

        @Override
        public Sink<RejectedTransaction> rejected() {
            return new DiscardingSink<>();
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
            return new DiscardingSink<>();
        }

        @Override
        public Sink<WithOrigin<Example>> examples(String part) {
            return new DiscardingSink<>();
        }

        @Override
        public Sink<DeadLetter> deadLetters() {
            return new DiscardingSink<>();
        }
    }
}
