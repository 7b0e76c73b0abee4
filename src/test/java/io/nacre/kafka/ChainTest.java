package io.nacre.kafka;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.nacre.codec.Framing;
import io.nacre.kafka.client.KafkaSettings;
import io.nacre.kafka.client.TopicIds;
import io.nacre.kafka.guard.JobInstance;
import io.nacre.model.TestBundles;
import io.nacre.model.engine.EngineKind;
import io.nacre.reference.IpDatabaseConfig;
import io.nacre.stream.FraudPipeline;
import io.nacre.stream.JobSettings;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.apache.flink.runtime.jobgraph.JobVertex;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;

/** Which steps of the job hand values over as they are: between tasks they would be written and read. */
class ChainTest {

    @Test
    void whatIsWrittenToTopicsIsMadeInTheTaskThatWritesIt() {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(2);
        JobSettings settings = new JobSettings(
                TestBundles.catalogueBundle(), EngineKind.COMPILED, IpDatabaseConfig.NONE, Framing.SINGLE_OBJECT);

        FraudPipeline.define(
                env,
                KafkaTopics.of(KafkaSettings.of("localhost:9092"), JobInstance.of(new TopicIds(Map.of()), Set.of())),
                settings);

        Set<String> tasks = StreamSupport.stream(
                        env.getStreamGraph().getJobGraph().getVertices().spliterator(), false)
                .map(JobVertex::getName)
                .collect(toSet());
        assertThat(tasks)
                .anyMatch(task -> task.contains("decide") && task.contains("decisions: Writer"))
                .anyMatch(task -> task.contains("order-alerts") && task.contains("alerts: Writer"))
                .anyMatch(task -> task.contains("enrich-by-merchant")
                        && task.contains("score")
                        && task.contains("examples: Writer"))
                .anyMatch(task -> task.contains("Source: transactions") && task.contains("decode-transactions"));
    }
}
