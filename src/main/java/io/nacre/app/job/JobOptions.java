package io.nacre.app.job;

import io.nacre.app.cli.BrokerOptions;
import io.nacre.app.cli.ExchangeRateOptions;
import io.nacre.app.cli.IpOptions;
import io.nacre.app.cli.TrustedKeyOptions;
import io.nacre.kafka.KafkaTopics;
import io.nacre.kafka.client.KafkaSettings;
import io.nacre.kafka.client.KafkaSettings.Delivery;
import io.nacre.model.bundle.Bundle;
import io.nacre.model.bundle.SignedBundle;
import io.nacre.model.bundle.TrustedKeys;
import io.nacre.model.engine.EngineKind;
import io.nacre.reference.IpDatabaseConfig;
import io.nacre.stream.FraudPipeline;
import io.nacre.stream.JobSettings;
import java.nio.file.Path;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of the job, on a cluster and in this process. */
public final class JobOptions {

    public static final String NAME = "fraud-detection";

    @Mixin
    private BrokerOptions brokers = new BrokerOptions();

    @Option(names = "--bundle", required = true, paramLabel = "PATH", description = "Trained bundle to score with.")
    private Path bundle = Path.of("");

    @Option(
            names = "--engine",
            defaultValue = "compiled",
            description = "Scoring engine: compiled (default), or dl4j, the slow reference.")
    private EngineKind engine = EngineKind.COMPILED;

    @Option(
            names = "--delivery",
            defaultValue = "at-least-once",
            converter = DeliveryConverter.class,
            paramLabel = "at-least-once|exactly-once",
            description = "Delivery guarantee; default at-least-once. With exactly-once, consumers see decisions only"
                    + " after the next checkpoint.")
    private Delivery delivery = Delivery.AT_LEAST_ONCE;

    @Option(names = "--group", defaultValue = "nacre", description = "Consumer group of the job; default nacre.")
    private String group = "nacre";

    @Option(
            names = "--fresh",
            description =
                    "Start with empty state although the consumer group has committed offsets. Transactions decided"
                            + " before may be decided again.")
    private boolean fresh;

    @Mixin
    private TrustedKeyOptions trust = new TrustedKeyOptions();

    @Mixin
    private IpOptions ips = new IpOptions();

    @Mixin
    private ExchangeRateOptions rates = new ExchangeRateOptions();

    @Mixin
    private AutomationOptions acting = new AutomationOptions();

    /** Adds the job to the environment. */
    public void define(StreamExecutionEnvironment env) {
        KafkaSettings kafka = kafka();
        JobSettings settings = new JobSettings(bundle(), engine, ips.files(), kafka.framing())
                .with(acting.autoFreezes())
                .with(acting.exploration())
                .with(rates.ofJob())
                .with(trust());
        KafkaTopics topics = KafkaTopics.of(kafka);
        FraudPipeline.define(env, fresh ? topics.fresh() : topics, settings);
    }

    /** Reads the initial bundle; fails unless it is signed by a trusted key, if keys are given. */
    Bundle bundle() {
        return SignedBundle.read(bundle, trust()).bundle();
    }

    boolean fresh() {
        return fresh;
    }

    EngineKind engine() {
        return engine;
    }

    TrustedKeys trust() {
        return trust.trust();
    }

    IpDatabaseConfig ips() {
        return ips.files();
    }

    KafkaSettings kafka() {
        return brokers.settings().with(delivery).withGroupId(group);
    }

    /** Parses the delivery guarantee in the spelling of the documentation. */
    static final class DeliveryConverter implements picocli.CommandLine.ITypeConverter<Delivery> {
        @Override
        public Delivery convert(String text) {
            return switch (text) {
                case "at-least-once" -> Delivery.AT_LEAST_ONCE;
                case "exactly-once" -> Delivery.EXACTLY_ONCE;
                default ->
                    throw new picocli.CommandLine.TypeConversionException(
                            "'" + text + "' is not at-least-once or exactly-once");
            };
        }
    }
}
